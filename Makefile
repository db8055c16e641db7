PORT ?= 8050
dev:
	/tmp/venv/bin/gunicorn -b 127.0.0.1:$(PORT) -w 1 -k gthread --threads 4 app.main:server
