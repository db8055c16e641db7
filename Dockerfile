FROM python:3.13-slim AS build
WORKDIR /src
RUN python -m venv --without-pip /opt/cablescope
# The locked packages first: a change of the code alone then builds in seconds.
COPY requirements.txt .
RUN pip --no-cache-dir --python /opt/cablescope install --no-compile --require-hashes --requirement requirements.txt
COPY . .
RUN pip --no-cache-dir --python /opt/cablescope install --no-compile --no-deps --no-build-isolation .
# Tests of NumPy and SciPy, and plotly's JupyterLab plug-in: nothing imports or serves them.
# (plotly/package_data/plotly.min.js has to stay: Dash reads its date even though the page uses assets/plotly.min.js.)
RUN find /opt/cablescope -type d \( -name tests -o -name labextension \) -prune -exec rm -r {} +
# Bytecode that is taken as it is: layers round dates, and by its date a part of it would be taken for stale at each start.
RUN /opt/cablescope/bin/python -m compileall -qq -j 0 --invalidation-mode unchecked-hash /opt/cablescope/lib

FROM python:3.13-slim
ARG REVISION=""
LABEL org.opencontainers.image.title="Cablescope" \
      org.opencontainers.image.description="A live dashboard that shows what an audio cable really does to a signal" \
      org.opencontainers.image.version="1.0.0" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.revision="$REVISION"
COPY --from=build /opt/cablescope /opt/cablescope
# Python's own modules come without theirs, and here none can be kept: each start would compile them.
RUN python -m compileall -qq -j 0 --invalidation-mode unchecked-hash -x 'site-packages|/test/|idlelib|tkinter' /usr/local/lib/python3.13
# Nothing is written here.
ENV PATH=/opt/cablescope/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    HOST=0.0.0.0 \
    PORT=8050
# By number, so that an orchestrator can see that it is not root.
USER 10001:10001
EXPOSE 8050
# Not urllib, which would ask a proxy that the environment names.
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["python", "-c", "from http.client import HTTPConnection; from os import environ as e; c = HTTPConnection('127.0.0.1', int(e['PORT']), timeout=4); c.request('GET', f\"/{e.get('CABLESCOPE_PREFIX', '').strip('/')}/health\".replace('//', '/')); raise SystemExit(c.getresponse().status != 200)"]
CMD ["cablescope"]
