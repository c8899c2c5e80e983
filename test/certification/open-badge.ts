import { z } from 'zod';

/**
 * Every "must" of an AchievementCredential as Open Badges 3.0 says it (1EdTech, Final Release 1.3 of version 3.0, appendix
 * B, and W3C Verifiable Credentials 2.0), written down by hand: multiplicities, required and allowed properties,
 * vocabularies, formats. The published JSON schema asks for no more of what we use.
 */
const uri = z.string().regex(/^(https:\/\/|urn:)\S+$/);
const dateTime = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$/);
const types = (...wanted: readonly string[]) => z.array(z.string()).min(1).refine((given) => wanted.every((name) => given.includes(name)), wanted.join(' and '));

const profile = z.strictObject({ id: uri, type: types('Profile'), name: z.string().min(1), url: uri });

const ACHIEVEMENT_TYPES = ['Achievement', 'Assessment', 'Award', 'Badge', 'Certificate', 'CertificateOfCompletion', 'Certification', 'Competency', 'Course', 'LearningProgram', 'License', 'MicroCredential'];
const RESULT_TYPES = ['GradePointAverage', 'LetterGrade', 'Percent', 'PerformanceLevel', 'PredictedScore', 'RawScore', 'Result', 'RubricCriterion', 'RubricCriterionLevel', 'RubricScore', 'ScaledScore', 'Status'];

const achievement = z.strictObject({
  id: uri,
  type: types('Achievement'),
  achievementType: z.enum(ACHIEVEMENT_TYPES),
  name: z.string().min(1),
  description: z.string().min(1),
  criteria: z.strictObject({ id: uri.optional(), narrative: z.string().optional() }),
  humanCode: z.string().optional(),
  version: z.string().optional(),
  inLanguage: z.string().regex(/^[a-z]{2,4}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$/).optional(),
  creditsAvailable: z.number().optional(),
  resultDescription: z
    .array(z.strictObject({ id: uri, type: types('ResultDescription'), name: z.string(), resultType: z.enum(RESULT_TYPES), valueMin: z.string().optional(), valueMax: z.string().optional(), requiredValue: z.string().optional() }))
    .optional(),
});

const subject = z.strictObject({
  id: uri.optional(),
  type: types('AchievementSubject'),
  identifier: z.array(z.strictObject({ type: z.literal('IdentityObject'), hashed: z.boolean(), identityHash: z.string().min(1), identityType: z.enum(['name', 'emailAddress', 'systemId', 'userName', 'identifier']) })).optional(),
  creditsEarned: z.number().optional(),
  licenseNumber: z.string().optional(),
  achievement,
  result: z.array(z.strictObject({ type: types('Result'), resultDescription: uri.optional(), value: z.string().optional() })).optional(),
});

export const achievementCredentialSchema = z.strictObject({
  '@context': z.tuple([z.literal('https://www.w3.org/ns/credentials/v2'), z.string().regex(/^https:\/\/purl\.imsglobal\.org\/spec\/ob\/v3p0\/context-3\.0\.\d\.json$/)]),
  id: uri,
  type: types('VerifiableCredential', 'AchievementCredential'),
  name: z.string(),
  issuer: profile,
  validFrom: dateTime,
  validUntil: dateTime.optional(),
  awardedDate: dateTime.optional(),
  credentialSubject: subject.refine((given) => given.id !== undefined || given.identifier !== undefined, 'id or identifier'),
  credentialSchema: z.array(z.strictObject({ id: uri, type: z.literal('1EdTechJsonSchemaValidator2019') })),
  // One, not several: multiplicity 0..1 in Open Badges 3.0.
  credentialStatus: z.strictObject({ id: uri, type: z.literal('BitstringStatusListEntry'), statusPurpose: z.string(), statusListIndex: z.string().regex(/^\d+$/), statusListCredential: uri }).optional(),
  // The claims of 8.2.4.1, beside the credential.
  iss: uri,
  jti: uri,
  sub: uri.optional(),
  nbf: z.number().int(),
  exp: z.number().int().optional(),
});

export type AchievementCredential = z.infer<typeof achievementCredentialSchema>;

export const partsOf = (jws: string) => {
  const [head = '', body = '', signature = ''] = jws.split('.');
  const read = (part: string): unknown => JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  return { header: read(head) as Record<string, unknown>, payload: read(body), signed: `${head}.${body}`, signature: Buffer.from(signature, 'base64url') };
};
