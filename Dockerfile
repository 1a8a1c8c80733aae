# One image for web, worker, scheduler and indexer. Not run yet: docs/operations.md.
FROM python:3.13-slim

ENV PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=cms.settings.production \
    DATA_DIR=/data

RUN useradd --system --home-dir /srv/portal portal && install -d -o portal /data
WORKDIR /srv/portal

COPY requirements/install.py requirements/run.txt requirements/
RUN python requirements/install.py requirements/run.txt
COPY manage.py ./
COPY cms cms
COPY rcm_pages rcm_pages
COPY search search
COPY templates templates
COPY locale locale
# The key only lets the settings load; none is kept in the image.
RUN SECRET_KEY=unused DATA_DIR=/tmp python manage.py compile_catalogues

USER portal
VOLUME /data
EXPOSE 8000
CMD ["gunicorn", "--config", "python:cms.jobs.web_process", "--no-control-socket", \
     "--bind", "0.0.0.0:8000", "--workers", "2", "--threads", "4", "cms.wsgi"]
