import * as z from 'zod';

/** A field as the manual lists it. */
export interface Row {
  readonly name: string;
  readonly type: string;
  readonly meaning: string;
  readonly isRequired?: boolean;
}

type Field = z.core.JSONSchema.BaseSchema;

/** The fields of a schema, from the JSON Schema that editors get too. */
export function rowsOf(schema: z.ZodObject): Row[] {
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input' });
  return Object.entries(properties).map(([name, property]) => ({
    name,
    type: typeOf(fieldOf(property)),
    meaning: fieldOf(property).description ?? '',
    isRequired: required.includes(name),
  }));
}

/** The same with the fields inside each field, by their path: `site.title`, `commands.NAME.flags`. */
export function rowsWithin(schema: z.ZodObject): Row[] {
  return within(z.toJSONSchema(schema, { io: 'input' }), '');
}

function within({ properties = {}, additionalProperties }: Field, path: string): Row[] {
  const named = Object.entries(properties).map(([name, property]): [string, Field] => [
    path + name,
    fieldOf(property),
  ]);
  const any: [string, Field][] = isMapping(additionalProperties)
    ? [[`${path}NAME`, additionalProperties]]
    : [];
  return [...named, ...any].flatMap(([name, field]) => {
    const below = within(field, `${name}.`);
    const meaning = field.description ?? '';
    return meaning === '' && below.length > 0 ? below : [{ name, type: typeOf(field), meaning }, ...below];
  });
}

function isMapping(value: Field['additionalProperties']): value is Field {
  return typeof value === 'object' && value.properties !== undefined;
}

function fieldOf(property: Field | boolean): Field {
  return typeof property === 'object' ? property : {};
}

function typeOf(field: Field): string {
  if (field.enum) return field.enum.map(String).join(', ');
  if (field.anyOf) return [...new Set(field.anyOf.map((one) => typeOf(one)))].join(' or ');
  if (field.type === 'string')
    return field.pattern || field.format ? `text (${field.format ?? 'of a set form'})` : 'text';
  if (field.type === 'array') return 'list';
  if (field.type === 'object') return 'mapping';
  return String(field.type ?? '').replace('boolean', 'true or false');
}
