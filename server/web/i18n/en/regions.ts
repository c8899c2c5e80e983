import type { Catalogue } from '../catalogue.ts';

/** Where people serve: stated, confirmed, and by whom. */
export const regions = {
  '{region} (dinyatakan)': '{region} (stated)',
  'Dikonfirmasi {date} oleh {name} lewat daftar peserta': 'Confirmed on {date} by {name}, by a list of learners',
  'Dikonfirmasi {date} lewat kode angkatan': 'Confirmed on {date} by the code of a class',
  'Dikonfirmasi {date} oleh {name}': 'Confirmed on {date} by {name}',
  'Wilayah {name} sekarang {region}.': 'The region of {name} is now {region}.',
  'Wilayah belum dikonfirmasi': 'Regions not confirmed yet',
  'Ada wilayah yang belum dikonfirmasi': 'Some regions are not confirmed yet',
  'Pilih orang dari daftar.': 'Choose people from the list.',
  'Wilayah yang dinyatakan dikonfirmasi oleh admin yang menjangkau semua wilayah.': 'Stated regions are confirmed by an administrator who reaches all regions.',
  'Wilayah {n} orang sudah dikonfirmasi.': { one: 'The region of {n} person is confirmed.', other: 'The regions of {n} people are confirmed.' },
  'Orang-orang ini mendaftar sendiri, atau menyatakan pindah. Admin wilayah baru melihat mereka setelah wilayahnya dikonfirmasi.':
    'These people signed up by themselves, or say that they have moved. Administrators of a region see them once their region is confirmed.',
  Menyatakan: 'States',
  'Sampai sekarang': 'Until now',
  Terdaftar: 'Signed up',
  'Konfirmasi yang dipilih': 'Confirm the chosen ones',
  'Semua wilayah sudah dikonfirmasi': 'All regions are confirmed',
  'Ke daftar pengguna': 'To the list of users',
  'Belum dikonfirmasi': 'Not confirmed yet',
  'Menyatakan bertugas di {region}': 'States to serve in {region}',
  'Admin wilayah ini yang melihat orang ini, hasilnya, dan sertifikatnya.': 'Administrators of this region see this person, the results and the certificates.',
  'Konfirmasi wilayah': 'Confirm the region',
  'Wilayah yang dikonfirmasi: {region}. Bila Anda pindah, pilih yang baru; hasil Anda baru terlihat admin wilayah baru setelah dikonfirmasi.':
    'Confirmed region: {region}. If you move, choose the new one; its administrators see your results once it is confirmed.',
  'Ini pernyataan Anda. Admin wilayah melihat hasil Anda setelah wilayah dikonfirmasi lewat daftar peserta, kode angkatan, atau admin.':
    'This is what you state. Administrators of the region see your results once it is confirmed by a list of learners, the code of a class, or an administrator.',
} satisfies Catalogue;
