import assert from 'node:assert/strict';
import { parseDockerfile } from '../../../src/documents/dockerfile/parseDockerfile';
import { healthcheckAdvice } from '../../../src/documents/healthcheck/healthcheckAdvice';

const advice = (...lines: string[]) => healthcheckAdvice(parseDockerfile(lines.join('\n')));

function best(...lines: string[]) {
  const [first] = advice(...lines);
  assert.ok(first);
  return { id: first.id, command: typeof first.command === 'string' ? first.command : first.command.join(' ') };
}

describe('healthcheckAdvice', () => {
  const cases: readonly [name: string, dockerfile: readonly string[], id: string, command: RegExp][] = [
    ['nginx on Debian has curl', ['FROM nginx'], 'http-curl', /127\.0\.0\.1:80\/$/],
    ['nginx on Alpine has BusyBox', ['FROM nginx:1.27-alpine'], 'http-wget', /^wget .*127\.0\.0\.1:80\/$/],
    ['an unprivileged nginx listens on 8080', ['FROM nginxinc/nginx-unprivileged:alpine'], 'http-wget', /:8080\/$/],
    ['httpd has only bash', ['FROM httpd:2.4'], 'http-bash', /\/dev\/tcp\/127\.0\.0\.1\/80/],
    ['Caddy is asked at its admin address', ['FROM caddy:2'], 'caddy-admin', /:2019\/config\/$/],
    ['Traefik asks itself', ['FROM traefik:v3'], 'traefik-ping', /^traefik healthcheck --ping$/],
    [
      'Node.js asks by itself',
      ['FROM node:20-slim', 'EXPOSE 4000', 'CMD ["node", "x.js"]'],
      'http-node',
      /^node -e .*:4000\//,
    ],
    ['a port in the environment', ['FROM node:20', 'ENV PORT=5050', 'CMD npm start'], 'http-node', /:5050\//],
    [
      'gunicorn',
      ['FROM python:3.12-slim', 'CMD ["gunicorn", "-b", "0.0.0.0:9000", "a:b"]'],
      'http-python',
      /^python -c .*:9000\//,
    ],
    ['uvicorn', ['FROM python:3', 'CMD uvicorn main:app --host 0.0.0.0 --port 8123'], 'http-python', /:8123\//],
    ['flask', ['FROM python:3-alpine', 'CMD flask run --host=0.0.0.0'], 'http-python', /:5000\//],
    ['django', ['FROM python:3', 'CMD python manage.py runserver 0.0.0.0:8001'], 'http-python', /:8001\//],
    [
      'Python of the distribution',
      ['FROM debian:12', 'RUN apt-get install -y python3', 'CMD ["python3", "a.py"]'],
      'http-python',
      /^python3 -c/,
    ],
    [
      'a script in a shell',
      ['FROM python:3', 'CMD ["sh", "-c", "exec gunicorn -b :7000 a"]'],
      'http-python',
      /:7000\//,
    ],
    ['Rails', ['FROM ruby:3.3-slim', 'CMD ["rails", "server"]'], 'http-ruby', /:3000\//],
    ['PHP-FPM speaks FastCGI', ['FROM php:8.3-fpm'], 'tcp-php', /fsockopen\('127\.0\.0\.1', 9000\)/],
    ['PHP-FPM with its client', ['FROM php:8.3-fpm-alpine', 'RUN apk add --no-cache fcgi'], 'fpm-ping', /cgi-fcgi/],
    ['PHP with Apache has curl', ['FROM php:8.3-apache'], 'http-curl', /:80\/$/],
    ['Java on Temurin', ['FROM eclipse-temurin:21-jre', 'CMD ["java", "-jar", "a.jar"]'], 'http-curl', /:8080\/$/],
    [
      'Java on Alpine',
      ['FROM eclipse-temurin:21-jre-alpine', 'CMD ["java", "-Dserver.port=9090", "-jar", "a.jar"]'],
      'http-wget',
      /:8080\//,
    ],
    [
      '.NET 8 on Debian',
      ['FROM mcr.microsoft.com/dotnet/aspnet:8.0', 'ENTRYPOINT ["dotnet", "a.dll"]'],
      'http-bash',
      /\/8080;/,
    ],
    [
      '.NET 6 listens on 80',
      ['FROM mcr.microsoft.com/dotnet/aspnet:6.0-alpine', 'ENTRYPOINT ["dotnet", "a.dll"]'],
      'http-wget',
      /:80\//,
    ],
    [
      '.NET without a shell',
      ['FROM mcr.microsoft.com/dotnet/aspnet:8.0-noble-chiseled', 'ENTRYPOINT ["dotnet", "a.dll"]'],
      'own-command',
      /^dotnet a\.dll healthcheck$/,
    ],
    [
      'Go on scratch',
      ['FROM scratch', 'COPY srv /srv', 'EXPOSE 8080', 'ENTRYPOINT ["/srv"]'],
      'own-command',
      /^\/srv healthcheck$/,
    ],
    [
      'Go on distroless',
      ['FROM gcr.io/distroless/static', 'COPY --from=x /o/app /app', 'CMD ["/app"]'],
      'own-command',
      /^\/app healthcheck$/,
    ],
    [
      'Node.js on distroless',
      ['FROM gcr.io/distroless/nodejs20-debian12', 'CMD ["s.js"]'],
      'http-node',
      /^\/nodejs\/bin\/node -e/,
    ],
    ['PostgreSQL', ['FROM postgres:16'], 'pg-isready', /^pg_isready -q -h 127\.0\.0\.1 -p 5432/],
    ['PostgreSQL on another port', ['FROM postgres:16', 'CMD ["postgres", "-p", "5544"]'], 'pg-isready', /-p 5544/],
    ['MySQL', ['FROM mysql:8.4'], 'mysql-ping', /^mysqladmin ping --silent -h 127\.0\.0\.1/],
    ['MariaDB', ['FROM mariadb:11'], 'mariadb-healthcheck', /^healthcheck\.sh --connect --innodb_initialized$/],
    ['Redis', ['FROM redis:7-alpine'], 'redis-ping', /redis-cli .*grep -q PONG$/],
    [
      'Redis from packages',
      ['FROM alpine:3.20', 'RUN apk add redis', 'CMD ["redis-server", "--port", "7000"]'],
      'redis-ping',
      /-p 7000/,
    ],
    ['Valkey', ['FROM valkey/valkey:8'], 'valkey-ping', /^valkey-cli/],
    ['MongoDB', ['FROM mongo:7'], 'mongo-ping', /^mongosh /],
    ['an old MongoDB', ['FROM mongo:4.4'], 'mongo-ping', /^mongo /],
    ['RabbitMQ', ['FROM rabbitmq:3-management'], 'rabbitmq-ping', /^rabbitmq-diagnostics -q ping$/],
    ['Elasticsearch', ['FROM docker.elastic.co/elasticsearch/elasticsearch:8.14.0'], 'elasticsearch-curl', /:9200/],
    ['Kafka', ['FROM apache/kafka:3.8.0'], 'kafka-api-versions', /127\.0\.0\.1:9092$/],
    ['Memcached on Debian', ['FROM memcached:1.6'], 'tcp-bash', /\/11211$/],
    ['Memcached on Alpine', ['FROM memcached:1.6-alpine'], 'tcp-nc', /^nc -z 127\.0\.0\.1 11211$/],
    ['Grafana', ['FROM grafana/grafana:11.0.0'], 'http-wget', /:3000\/api\/health$/],
    [
      'a worker listens nowhere',
      ['FROM python:3', 'CMD ["celery", "-A", "a", "worker"]'],
      'own-command',
      /^find \/tmp\/alive/,
    ],
    ['a binary on Alpine', ['FROM alpine', 'COPY a /a', 'EXPOSE 9999', 'CMD ["/a"]'], 'http-wget', /:9999\/$/],
    ['a binary that speaks gRPC', ['FROM alpine', 'COPY a /a', 'EXPOSE 50051', 'CMD ["/a"]'], 'tcp-nc', / 50051$/],
    ['a binary on Debian', ['FROM debian:bookworm-slim', 'EXPOSE 80', 'CMD ["/a"]'], 'http-bash', /\/dev\/tcp/],
    [
      'an installed curl',
      ['FROM ubuntu:24.04', 'RUN apt-get install -y curl', 'EXPOSE 80', 'CMD ["/a"]'],
      'http-curl',
      /:80\/$/,
    ],
    [
      'curl from an earlier stage of the chain',
      ['FROM ubuntu:24.04 AS base', 'RUN apt-get install -y curl', 'FROM base', 'EXPOSE 80', 'CMD ["/a"]'],
      'http-curl',
      /:80\/$/,
    ],
    [
      'HTTPS only',
      ['FROM ubuntu:24.04', 'RUN apt-get install -y curl', 'EXPOSE 8443', 'CMD ["/a"]'],
      'http-curl',
      /^curl -fsSk .*https:\/\/127\.0\.0\.1:8443\/$/,
    ],
    ['HTTP beside HTTPS', ['FROM alpine', 'EXPOSE 443 80', 'CMD ["/a"]'], 'http-wget', /http:\/\/127\.0\.0\.1:80\/$/],
    [
      'Windows',
      ['FROM mcr.microsoft.com/windows/nanoserver:ltsc2022', 'EXPOSE 80', 'CMD a.exe'],
      'http-curl',
      /-o NUL/,
    ],
    ['a mirror of an official image', ['FROM registry.example:5000/cache/library/redis:7'], 'redis-ping', /redis-cli/],
    [
      'an unknown base fed by apk',
      ['FROM example.org/base', 'RUN apk add tzdata', 'EXPOSE 80', 'CMD ["/a"]'],
      'http-wget',
      /:80\/$/,
    ],
  ];
  for (const [name, dockerfile, id, command] of cases) {
    it(name, () => {
      const found = best(...dockerfile);
      assert.equal(found.id, id, found.command);
      assert.match(found.command, command);
    });
  }

  it('never offers what is certainly not there', () => {
    const ids = (...lines: string[]) => advice(...lines).map((candidate) => candidate.id);
    assert.deepEqual(ids('FROM debian:12-slim', 'EXPOSE 80', 'CMD ["/a"]'), ['http-bash', 'tcp-bash', 'own-command']);
    assert.deepEqual(ids('FROM alpine', 'EXPOSE 80', 'CMD ["/a"]'), ['http-wget', 'tcp-nc', 'own-command']);
    assert.ok(!ids('FROM alpine', 'RUN apk add -t .d curl', 'RUN apk del .d', 'CMD ["/a"]').includes('http-curl'));
    assert.ok(
      !ids('FROM debian:12', 'RUN apt-get install -y wget && apt-get purge -y wget', 'CMD ["/a"]').includes(
        'http-wget',
      ),
    );
  });

  it('says what it does not know, and trusts it less', () => {
    const [first, ...others] = advice('FROM example.org/team/base:1', 'CMD ["/start"]');
    assert.equal(first?.id, 'own-command');
    const curl = others.find((candidate) => candidate.id === 'http-curl');
    assert.ok(curl && curl.confidence < 0.3);
    assert.match(curl.why, /not known whether this image holds curl/);
    assert.match(curl.why, /8080 is a guess/);
  });

  it('does not take an image for known when a variable hides its name', () => {
    assert.ok((advice('ARG BASE', 'FROM $BASE', 'EXPOSE 80', 'CMD ["/a"]')[0]?.confidence ?? 1) < 0.5);
  });

  it('answers for a given stage, for a given port and path', () => {
    const facts = parseDockerfile('FROM postgres:16 AS db\nFROM alpine\nCMD ["/a"]\n');
    assert.equal(healthcheckAdvice(facts, { stage: 0 })[0]?.id, 'pg-isready');
    const aimed = healthcheckAdvice(facts, { target: { port: 81, path: '/live' } })[0];
    assert.match([aimed?.command].flat().join(' '), /127\.0\.0\.1:81\/live$/);
    assert.deepEqual(healthcheckAdvice(facts, { stage: 7 }), []);
    assert.deepEqual(advice('# nothing here'), []);
  });

  it('gives every candidate an id of its own and sensible times', () => {
    for (const [, dockerfile] of cases) {
      const found = advice(...dockerfile);
      assert.equal(new Set(found.map((one) => one.id)).size, found.length);
      for (const one of found) {
        assert.match(`${one.interval} ${one.timeout} ${one.startPeriod}`, /^\d+s \d+s \d+s$/);
        assert.ok(one.retries >= 1 && one.confidence > 0 && one.confidence <= 1 && one.why && one.title && one.tool);
        assert.ok(!/localhost:|undefined/.test([one.command].flat().join(' ')));
      }
    }
  });
});
