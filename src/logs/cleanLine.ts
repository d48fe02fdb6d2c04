// Makes a line of a log safe to keep and to show: colours stay, every other control is removed or made visible.

/** Characters kept of one line. A 50 MB line must not cost 50 MB. */
export const maxLineChars = 1_048_576;

/**
 * Keeps SGR escapes (`ESC [ … m`) in the one form `ESC[n;n;…m`, at most `maxColourChanges` of them; removes every other
 * escape sequence; shows what a terminal would show where carriage returns overwrite the line; turns other controls
 * into their Unicode pictures and marks that reorder text into U+FFFD, so that a line cannot disguise itself.
 * Escape forms: ECMA-48, 5th edition.
 */
export function cleanLine(raw: string): string {
  if (raw.length > maxLineChars)
    return `${cleanLine(raw.slice(0, maxLineChars))} … ${raw.length - maxLineChars} more characters`;
  if (!unsafe.test(raw)) return raw;
  let changes = 0;
  const coloured = raw.replace(escapes, (_, parameters: string | undefined) => {
    if (parameters === undefined || ++changes > maxColourChanges) return '';
    return `\u001b[${parameters === '' ? '0' : parameters.replaceAll(':', ';')}m`;
  });
  return overwrite(coloured).replace(controls, picture);
}

/** The text as a person reads it: without colour escapes. Expects a cleaned line. */
export function plainLine(clean: string): string {
  return clean.includes('\u001b') ? clean.replace(colours, '') : clean;
}

/** Beyond this a line is an attack on the renderer, not a message. */
const maxColourChanges = 1000;

// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point
const unsafe = /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
// Group 1 is set for SGR alone: then CSI with other finals, strings (OSC, DCS, SOS, PM, APC) up to BEL or ST, two- and
// three-byte escapes, and an escape that was cut off.
const escapes =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point
  /(?:\u001b\[|\u009b)([0-9;:]*)m|(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]?|(?:\u001b[\]PX^_]|[\u0090\u0098\u009d-\u009f])[^\u0007\u001b\u009c]*(?:\u0007|\u001b\\|\u009c)?|\u001b[ -/]*[0-~]?/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point
const colours = /\u001b\[[0-9;]*m/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point
const controls = /[\u0000-\u0008\u000a-\u001a\u001c-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

function picture(control: string): string {
  const code = control.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === 0x7f ? '\u2421' : '\ufffd';
}

// A progress bar writes itself over and over, parted by carriage returns: the last form that says something is shown.
function overwrite(text: string): string {
  if (!text.includes('\r')) return text;
  const forms = text.split('\r');
  for (let i = forms.length - 1; i > 0; i--) {
    const form = forms[i];
    if (form !== undefined && plainLine(form).trim() !== '') return form;
  }
  return forms[0] ?? '';
}
