export const CLASSES_PATH = '/admin/classes';
