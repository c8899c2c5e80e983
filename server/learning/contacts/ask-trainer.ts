import { isOutage } from '../../storage/storage.ts';
import type { Translate } from '../../web/i18n/translate.ts';
import type { LearningRoom } from '../room.ts';

/** A link that opens WhatsApp with a question begun (https://faq.whatsapp.com, "How to use click to chat"). */
const whatsappLink = (phone: string, text: string): string => `https://wa.me/${phone}?text=${encodeURIComponent(text)}`;

export interface AskTrainer {
  readonly name: string;
  readonly href: string;
}

/** Whom somebody may ask about a course or one of its lessons (`about`: its title); undefined: nobody is named. */
export async function askTrainer({ contacts }: LearningRoom, course: string, about: string, t: Translate): Promise<AskTrainer | undefined> {
  // A lesson is read on while the storage is down.
  const contact = await contacts.selectOptional(course).catch((problem: unknown) => {
    if (isOutage(problem)) return undefined;
    throw problem;
  });
  return contact && { name: contact.name, href: whatsappLink(contact.phone, t('Halo {name}, saya ingin bertanya tentang “{about}”:', { name: contact.name, about: about.replaceAll('\u00ad', '') })) };
}
