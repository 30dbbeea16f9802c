# syntax=docker/dockerfile:1
# One image for migrate, web, worker and beat; it runs as a user without rights and writes nowhere but /tmp.
FROM node:22-bookworm-slim AS browser-files
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev

FROM python:3.11-slim-bookworm
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /app
COPY requirements.txt ./
RUN pip install --no-cache-dir --require-hashes -r requirements.txt
COPY --from=browser-files /app/node_modules node_modules
COPY . .
# Collecting needs settings that parse, not a server; nothing of them stays in the image.
RUN python -m portal.catalogues && \
    DATABASE_URL=postgres://none/none REDIS_URL=redis://none/0 \
    SECRET_KEY=only-while-the-image-is-built-0123456789 BLIND_INDEX_KEY=only-while-the-image-is-built-0123456789 \
    PERSONAL_DATA_KEYS=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA= \
    python manage.py collectstatic --no-input --verbosity 0 && \
    useradd --system --no-create-home songting
USER songting
EXPOSE 8000
CMD ["gunicorn", "portal.wsgi", "--config", "python:portal.serving", "--bind", "0.0.0.0:8000"]
