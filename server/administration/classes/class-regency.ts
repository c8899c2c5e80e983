/** The kabupaten or kota of a class, where it has that alone: it says where somebody serves of whom a list does not say it. */
export const regencyOf = ([only, ...others]: readonly string[]): string | undefined => (others.length === 0 && only?.includes('.') ? only : undefined);
