import { type Form, type Token, wordAt } from '../token.js';

/** Peoples whose country has one clock: "Israeli time", or "the Sri Lankan army" where a story names no place. */
const PEOPLES: ReadonlyMap<string, string> = new Map(
  `
Europe/London: british, scottish, welsh
Europe/Dublin: irish
Europe/Lisbon: portuguese
Europe/Paris: french
Europe/Madrid: spanish, catalan
Europe/Rome: italian
Europe/Berlin: german
Europe/Brussels: belgian
Europe/Amsterdam: dutch
Europe/Zurich: swiss
Europe/Vienna: austrian
Europe/Stockholm: swedish
Europe/Oslo: norwegian
Europe/Copenhagen: danish
Europe/Helsinki: finnish
Europe/Warsaw: polish
Europe/Prague: czech
Europe/Bratislava: slovak
Europe/Budapest: hungarian
Europe/Bucharest: romanian
Europe/Sofia: bulgarian
Europe/Belgrade: serbian, kosovan, macedonian
Europe/Zagreb: croatian
Europe/Sarajevo: bosnian
Europe/Ljubljana: slovenian
Europe/Tirane: albanian
Europe/Athens: greek
Asia/Nicosia: cypriot
Europe/Malta: maltese
Europe/Kyiv: ukrainian
Europe/Minsk: belarusian
Europe/Vilnius: lithuanian
Europe/Riga: latvian
Europe/Tallinn: estonian
Europe/Chisinau: moldovan
Europe/Istanbul: turkish
Atlantic/Reykjavik: icelandic
Asia/Tbilisi: georgian
Asia/Yerevan: armenian
Asia/Baku: azerbaijani
Asia/Jerusalem: israeli
Asia/Gaza: palestinian
Asia/Beirut: lebanese
Asia/Damascus: syrian
Asia/Amman: jordanian
Asia/Baghdad: iraqi
Asia/Tehran: iranian
Asia/Riyadh: saudi
Asia/Aden: yemeni
Asia/Qatar: qatari
Asia/Kuwait: kuwaiti
Asia/Kabul: afghan
Asia/Karachi: pakistani
Asia/Kolkata: indian
Asia/Kathmandu: nepali
Asia/Dhaka: bangladeshi
Asia/Colombo: sri lankan
Asia/Yangon: burmese
Asia/Bangkok: thai
Asia/Phnom_Penh: cambodian
Asia/Ho_Chi_Minh: vietnamese
Asia/Kuala_Lumpur: malaysian
Asia/Manila: filipino, philippine
Asia/Shanghai: chinese
Asia/Taipei: taiwanese
Asia/Tokyo: japanese
Asia/Seoul: korean
Asia/Bishkek: kyrgyz
Asia/Tashkent: uzbek
Africa/Cairo: egyptian
Africa/Khartoum: sudanese
Africa/Tripoli: libyan
Africa/Tunis: tunisian
Africa/Algiers: algerian
Africa/Casablanca: moroccan
Africa/Lagos: nigerian
Africa/Accra: ghanaian
Africa/Abidjan: ivorian
Africa/Dakar: senegalese
Africa/Banjul: gambian
Africa/Bamako: malian
Africa/Nairobi: kenyan, tanzanian
Africa/Kampala: ugandan
Africa/Kigali: rwandan
Africa/Addis_Ababa: ethiopian
Africa/Mogadishu: somali
Africa/Harare: zimbabwean
Africa/Lusaka: zambian
Africa/Johannesburg: south african
America/Bogota: colombian
America/Caracas: venezuelan
America/Lima: peruvian
America/La_Paz: bolivian
America/Havana: cuban
America/Jamaica: jamaican
America/Port-au-Prince: haitian
America/Tegucigalpa: honduran
America/Guatemala: guatemalan
America/Managua: nicaraguan
America/Argentina/Buenos_Aires: argentine, argentinian
Pacific/Fiji: fijian
`
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [zone = '', names = ''] = line.split(': ');
      return names.split(', ').map((name) => [name, zone] as const);
    }),
);

/** "American Indian", "West Indian": another people. */
const OTHER_PEOPLE = /^(?:american|native|west|red)$/;

/** The IANA zone of the people that the tokens name. */
export const zoneOfPeople: Form<string> = (tokens, at) => {
  if (tokens[at]?.capital !== true || OTHER_PEOPLE.test(wordAt(tokens, at - 1))) return undefined;
  const two = PEOPLES.get(`${wordAt(tokens, at)} ${wordAt(tokens, at + 1)}`);
  if (two !== undefined) return { value: two, past: at + 2 };
  const word = wordAt(tokens, at);
  const one = PEOPLES.get(word) ?? PEOPLES.get(word.replace(/s$/, ''));
  return one === undefined ? undefined : { value: one, past: at + 1 };
};

const OF_A_STATE =
  /^(?:army|military|forces|troops|soldiers|navy|police|government|cabinet|officials?|authorities|president|premier|prime|minister|ministers|ministry|parliament|lawmakers|court|courts|voters|state|media|television|radio|people|capital|city|port|rebels|militants|generals|junta|opposition|unions?|election|polls|regulators|prosecutors|airspace|waters)$/;

/** The zone of the first people that a text names as a state's: "the Sri Lankan army", "Iranians"; no "German shepherds". */
export const firstPeopleIn = (tokens: readonly Token[]): string | undefined => {
  for (let at = 0; at < tokens.length; at += 1) {
    const people = zoneOfPeople(tokens, at);
    if (people === undefined) continue;
    const isPlural = people.past === at + 1 && /[^s]s$/.test(wordAt(tokens, at)) && !PEOPLES.has(wordAt(tokens, at));
    const isBeside = tokens[people.past]?.before === '' && OF_A_STATE.test(wordAt(tokens, people.past));
    if (isPlural || isBeside) return people.value;
  }
  return undefined;
};
