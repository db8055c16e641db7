"""What others measured or published, beside ours."""
