import { type Form, type Token, wordAt } from '../token.js';

/** Places that news stories are written from, and whose clock "local time" means there. */
const PLACES: Readonly<Record<string, string>> = Object.fromEntries(
  `
Europe/London: london, britain, england, scotland, wales, edinburgh, manchester, uk, cardiff, glasgow, belfast
Europe/Dublin: dublin, ireland
Europe/Lisbon: lisbon, portugal
Europe/Paris: paris, france
Europe/Madrid: madrid, spain, barcelona, valencia
Europe/Rome: rome, italy, milan, sicily
Europe/Berlin: berlin, germany, munich, frankfurt, hamburg
Europe/Brussels: brussels, belgium
Europe/Amsterdam: amsterdam, netherlands, the hague
Europe/Zurich: geneva, zurich, switzerland
Europe/Vienna: vienna, austria
Europe/Stockholm: stockholm, sweden
Europe/Oslo: oslo, norway
Europe/Copenhagen: copenhagen, denmark
Europe/Warsaw: warsaw, poland
Europe/Prague: prague
Europe/Budapest: budapest, hungary
Europe/Belgrade: belgrade, serbia
Europe/Athens: athens, greece
Europe/Bucharest: bucharest, romania
Europe/Sofia: sofia, bulgaria
Europe/Helsinki: helsinki, finland
Europe/Kyiv: kyiv, kiev, ukraine, kharkiv, odesa, lviv
Europe/Chisinau: chisinau, moldova
Europe/Moscow: moscow, kremlin
Europe/Istanbul: istanbul, ankara, turkey
Asia/Jerusalem: jerusalem, israel, tel aviv
Asia/Gaza: gaza, gaza city, rafah
Asia/Beirut: beirut, lebanon
Asia/Damascus: damascus, syria
Asia/Amman: amman, jordan
Asia/Baghdad: baghdad, iraq
Asia/Tehran: tehran, iran
Asia/Riyadh: riyadh, saudi arabia, sanaa, yemen
Asia/Qatar: doha, qatar
Asia/Dubai: dubai, abu dhabi
Asia/Kabul: kabul, afghanistan
Asia/Karachi: islamabad, karachi, pakistan, lahore
Asia/Kolkata: delhi, new delhi, mumbai, india, kolkata, bengaluru
Asia/Kathmandu: kathmandu, nepal
Asia/Dhaka: dhaka, bangladesh
Asia/Colombo: colombo, sri lanka
Asia/Yangon: yangon, myanmar
Asia/Bangkok: bangkok, thailand
Asia/Ho_Chi_Minh: hanoi, vietnam
Asia/Jakarta: jakarta
Asia/Manila: manila, philippines
Asia/Singapore: singapore
Asia/Kuala_Lumpur: kuala lumpur, malaysia
Asia/Hong_Kong: hong kong
Asia/Shanghai: beijing, shanghai, china
Asia/Taipei: taipei, taiwan
Asia/Tokyo: tokyo, japan
Asia/Seoul: seoul, south korea, pyongyang
Australia/Sydney: sydney, canberra
Australia/Melbourne: melbourne
Australia/Perth: perth
Australia/Brisbane: brisbane
Pacific/Auckland: auckland, wellington, new zealand
America/New_York: new york, new york city, washington, boston, miami, atlanta, florida, cape canaveral, philadelphia
America/Toronto: toronto, ottawa, montreal
America/Chicago: chicago, houston, dallas, texas, new orleans, minneapolis
America/Denver: denver, colorado
America/Phoenix: phoenix, arizona
America/Los_Angeles: los angeles, california, san francisco, seattle, vandenberg
America/Mexico_City: mexico city
America/Bogota: bogota, colombia
America/Caracas: caracas, venezuela
America/Lima: lima, peru
America/Santiago: santiago, chile
America/Sao_Paulo: brasilia, sao paulo, são paulo, rio de janeiro
America/Argentina/Buenos_Aires: buenos aires, argentina
America/Port-au-Prince: port-au-prince, haiti
Africa/Cairo: cairo, egypt
Africa/Khartoum: khartoum, sudan
Africa/Tripoli: tripoli, libya
Africa/Tunis: tunis, tunisia
Africa/Algiers: algiers
Africa/Casablanca: rabat, morocco
Africa/Lagos: lagos, abuja, nigeria, niamey, niger
Africa/Accra: accra, ghana
Africa/Dakar: dakar, senegal
Africa/Bamako: bamako, mali
Africa/Nairobi: nairobi, kenya
Africa/Addis_Ababa: addis ababa, ethiopia
Africa/Mogadishu: mogadishu, somalia
Africa/Kampala: kampala, uganda
Africa/Kigali: kigali, rwanda
Africa/Kinshasa: kinshasa
Africa/Lubumbashi: goma
Africa/Harare: harare, zimbabwe
Africa/Johannesburg: johannesburg, pretoria, cape town, south africa
`
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [zone = '', names = ''] = line.split(': ');
      return names.split(', ').map((name) => [name, zone]);
    }),
);

const FIRST_WORDS: ReadonlySet<string> = new Set(Object.keys(PLACES).map((name) => name.split(' ')[0] ?? ''));

/** The IANA zone of the place that the tokens name, of up to three words. */
export const zoneOfPlace: Form<string> = (tokens, at) => {
  if (tokens[at]?.capital !== true || !FIRST_WORDS.has(wordAt(tokens, at))) return undefined;
  for (let length = 3; length >= 1; length -= 1) {
    const name = Array.from({ length }, (_, offset) => wordAt(tokens, at + offset)).join(' ');
    const zone = PLACES[name];
    if (zone !== undefined && at + length <= tokens.length) return { value: zone, past: at + length };
  }
  return undefined;
};

/** The zone of the first place that a text names: its dateline, as a rule. */
export const firstZoneIn = (tokens: readonly Token[]): string | undefined => {
  for (let at = 0; at < tokens.length; at += 1) {
    const place = zoneOfPlace(tokens, at);
    if (place !== undefined) return place.value;
  }
  return undefined;
};
