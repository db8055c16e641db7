FROM python:3.13-slim AS build
WORKDIR /src
RUN python -m venv --without-pip /opt/cablescope
# The locked packages first: a change of the code alone then builds in seconds.
COPY requirements.txt .
RUN pip --no-cache-dir --python /opt/cablescope install --require-hashes --requirement requirements.txt
COPY . .
RUN pip --no-cache-dir --python /opt/cablescope install --no-deps --no-build-isolation .
# Tests of NumPy and SciPy, and plotly's JupyterLab plug-in: nothing imports or serves them.
# (plotly/package_data/plotly.min.js has to stay: Dash reads its date even though the page uses assets/plotly.min.js.)
RUN find /opt/cablescope -type d \( -name tests -o -name labextension \) -prune -exec rm -r {} +

FROM python:3.13-slim
COPY --from=build /opt/cablescope /opt/cablescope
# pip compiled the bytecode in the first stage; here nothing is written.
ENV PATH=/opt/cablescope/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    HOST=0.0.0.0 \
    PORT=8050
# By number, so that an orchestrator can see that it is not root.
USER 10001:10001
EXPOSE 8050
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["python", "-c", "from os import environ as e; from urllib.request import urlopen; path = f\"/{e.get('CABLESCOPE_PREFIX', '').strip('/')}/health\".replace('//', '/'); urlopen(f\"http://127.0.0.1:{e['PORT']}{path}\", timeout=4)"]
CMD ["cablescope"]
