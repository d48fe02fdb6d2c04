// Variables of the environment: which one an official image means, and how to set one.

import type { ContainerCase } from '../cases/cases';

/** What an image's own words imply without naming the variable; undefined where they imply none. */
export function impliedVariable(text: string, image: string): string | undefined {
  if (/superuser password is not specified/i.test(text)) return 'POSTGRES_PASSWORD';
  if (!/password option is not specified/i.test(text)) return undefined;
  return /mariadb/i.test(image) ? 'MARIADB_ROOT_PASSWORD' : 'MYSQL_ROOT_PASSWORD';
}

export function setVariable({ ref, name, facts }: ContainerCase, variable: string): string {
  return ref.kind === 'service'
    ? `docker service update --env-add ${variable}=… ${name}`
    : `docker run -e ${variable}=… ${facts.image}`;
}
