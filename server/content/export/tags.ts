/**
 * Keys of ours that other systems do not know travel as tags, `competency:PSM.D.01`: there they are plain tags, and
 * on the way back they are keys again.
 */
export const decodeTag = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** Without anything that has a meaning in GIFT's comments or parts tags in Moodle. */
const encodeTag = (text: string): string => text.replaceAll(/[^\p{L}\p{N}._-]/gu, (character) => encodeURIComponent(character).replaceAll(/[!'()*]/g, (other) => `%${other.charCodeAt(0).toString(16).toUpperCase()}`));

export const tag = (key: string, value: string | number): string => `${key}:${encodeTag(String(value))}`;
