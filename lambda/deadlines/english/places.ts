import { type Form, type Token, wordAt } from '../token.js';

/** Places that news stories are written from, and whose clock "local time" means there. */
const PLACES: ReadonlyMap<string, string> = new Map(
  `
Europe/London: london, britain, england, scotland, wales, edinburgh, manchester, uk, cardiff, glasgow, belfast, birmingham, liverpool
Europe/London: leeds, bristol, newcastle, aberdeen, northern ireland
Europe/Dublin: dublin, ireland, galway, limerick
Europe/Lisbon: lisbon, portugal
Europe/Paris: paris, france, marseille, lyon, strasbourg, toulouse
Europe/Madrid: madrid, spain, barcelona, valencia, seville, bilbao, catalonia
Europe/Rome: rome, italy, milan, sicily, naples, turin, venice, vatican city, vatican
Europe/Berlin: berlin, germany, munich, frankfurt, hamburg, cologne, stuttgart, düsseldorf, dusseldorf, leipzig, dresden, bonn
Europe/Brussels: brussels, belgium, antwerp, ghent
Europe/Amsterdam: amsterdam, netherlands, the hague, rotterdam
Europe/Zurich: geneva, zurich, switzerland, bern, basel, lausanne, davos
Europe/Vienna: vienna, austria
Europe/Stockholm: stockholm, sweden
Europe/Oslo: oslo, norway
Europe/Copenhagen: copenhagen, denmark
Europe/Warsaw: warsaw, poland, gdansk, krakow, lodz
Europe/Prague: prague, czech republic, czechia, brno
Europe/Budapest: budapest, hungary
Europe/Belgrade: belgrade, serbia, kosovo, pristina, montenegro, podgorica, skopje, north macedonia
Europe/Athens: athens, greece, thessaloniki
Europe/Bucharest: bucharest, romania
Europe/Sofia: sofia, bulgaria
Europe/Helsinki: helsinki, finland
Europe/Kyiv: kyiv, kiev, ukraine, kharkiv, odesa, lviv, donetsk, zaporizhzhia, mariupol, kherson, crimea
Europe/Chisinau: chisinau, moldova
Europe/Moscow: moscow, kremlin, st petersburg, russia
Europe/Istanbul: istanbul, ankara, turkey, izmir, antalya, türkiye
Asia/Jerusalem: jerusalem, israel, tel aviv, haifa, beersheba
Asia/Gaza: gaza, gaza city, rafah, khan younis, ramallah, west bank, hebron, nablus
Asia/Beirut: beirut, lebanon
Asia/Damascus: damascus, syria, aleppo, homs, idlib, raqqa, latakia, qamishli, hasakah, deir al-zor, daraa, palmyra
Asia/Amman: amman, jordan
Asia/Baghdad: baghdad, iraq, basra, mosul, erbil, kirkuk
Asia/Tehran: tehran, iran, isfahan, tabriz
Asia/Riyadh: riyadh, saudi arabia, sanaa, yemen
Asia/Qatar: doha, qatar
Asia/Dubai: dubai, abu dhabi, united arab emirates, uae, sharjah
Asia/Kabul: kabul, afghanistan, kandahar, herat
Asia/Karachi: islamabad, karachi, pakistan, lahore, peshawar, quetta
Asia/Kolkata: delhi, new delhi, mumbai, india, kolkata, bengaluru, chennai, hyderabad, ahmedabad, jaipur, lucknow, thiruvananthapuram
Asia/Kolkata: kerala, srinagar, kashmir, pune
Asia/Kathmandu: kathmandu, nepal
Asia/Dhaka: dhaka, bangladesh
Asia/Colombo: colombo, sri lanka
Asia/Yangon: yangon, myanmar, naypyitaw, rangoon, mandalay
Asia/Bangkok: bangkok, thailand
Asia/Ho_Chi_Minh: hanoi, vietnam
Asia/Jakarta: jakarta, surabaya, bandung
Asia/Manila: manila, philippines, cebu, davao
Asia/Singapore: singapore
Asia/Kuala_Lumpur: kuala lumpur, malaysia
Asia/Hong_Kong: hong kong
Asia/Shanghai: beijing, shanghai, china, guangzhou, shenzhen, wuhan
Asia/Taipei: taipei, taiwan
Asia/Tokyo: tokyo, japan, osaka, kyoto, nagoya, hiroshima
Asia/Seoul: seoul, south korea, pyongyang, busan, north korea
Australia/Sydney: sydney, canberra, new south wales
Australia/Melbourne: melbourne
Australia/Perth: perth, western australia
Australia/Brisbane: brisbane, queensland
Pacific/Auckland: auckland, wellington, new zealand, christchurch
America/New_York: new york, new york city, washington, boston, miami, atlanta, florida, cape canaveral, philadelphia, pennsylvania
America/New_York: pittsburgh, ohio, cleveland, cincinnati, detroit, michigan, virginia, north carolina
America/New_York: raleigh, south carolina, charleston, maryland, baltimore, massachusetts, connecticut, vermont, new hampshire, maine
America/New_York: rhode island, new jersey, newark, delaware, orlando, tampa, jacksonville, tallahassee, west virginia, buffalo, albany
America/New_York: indianapolis, indiana, louisville, harrisburg
America/Toronto: toronto, ottawa, montreal, ontario, quebec, quebec city
America/Chicago: chicago, houston, dallas, texas, new orleans, minneapolis, illinois, milwaukee, wisconsin, minnesota, st paul, st louis
America/Chicago: kansas city, missouri, kansas, wichita, oklahoma, oklahoma city, tulsa, arkansas, little rock, louisiana, baton rouge
America/Chicago: mississippi, alabama, nashville, memphis, tennessee, iowa, des moines, nebraska, omaha, south dakota
America/Chicago: north dakota, austin, san antonio, fort worth, starbase
America/Denver: denver, colorado, salt lake city, utah, wyoming, montana, new mexico, albuquerque, santa fe, boise, idaho, boulder
America/Denver: el paso
America/Phoenix: phoenix, arizona
America/Los_Angeles: los angeles, california, san francisco, seattle, vandenberg, san diego, sacramento, oakland, san jose, nevada
America/Los_Angeles: las vegas, oregon, portland, spokane
America/Mexico_City: mexico city, mexico, guadalajara, monterrey
America/Bogota: bogota, colombia, medellin
America/Caracas: caracas, venezuela
America/Lima: lima, peru
America/Santiago: santiago, chile
America/Sao_Paulo: brasilia, sao paulo, são paulo, rio de janeiro, brazil
America/Argentina/Buenos_Aires: buenos aires, argentina
America/Port-au-Prince: port-au-prince, haiti
Africa/Cairo: cairo, egypt
Africa/Khartoum: khartoum, sudan, darfur, el fasher, port sudan, kordofan
Africa/Tripoli: tripoli, libya, benghazi, misrata
Africa/Tunis: tunis, tunisia
Africa/Algiers: algiers, algeria
Africa/Casablanca: rabat, morocco
Africa/Lagos: lagos, abuja, nigeria, kano, port harcourt, kaduna
Africa/Accra: accra, ghana
Africa/Dakar: dakar, senegal
Africa/Bamako: bamako, mali
Africa/Nairobi: nairobi, kenya, mombasa, kisumu, tanzania, dar es salaam, dodoma
Africa/Addis_Ababa: addis ababa, ethiopia
Africa/Mogadishu: mogadishu, somalia
Africa/Kampala: kampala, uganda
Africa/Kigali: kigali, rwanda
Africa/Kinshasa: kinshasa
Africa/Lubumbashi: goma, bukavu, lubumbashi, kivu
Africa/Harare: harare, zimbabwe
Africa/Johannesburg: johannesburg, pretoria, cape town, south africa, durban, lesotho, eswatini
Europe/Bratislava: bratislava, slovakia
Europe/Ljubljana: ljubljana, slovenia
Europe/Zagreb: zagreb, croatia
Europe/Sarajevo: sarajevo, bosnia
Europe/Tirane: tirana, albania
Asia/Nicosia: nicosia, cyprus
Europe/Malta: valletta, malta
Europe/Vilnius: vilnius, lithuania
Europe/Riga: riga, latvia
Europe/Tallinn: tallinn, estonia
Europe/Minsk: minsk, belarus
Europe/Luxembourg: luxembourg
Atlantic/Reykjavik: reykjavik, iceland
Asia/Tbilisi: tbilisi
Asia/Yerevan: yerevan, armenia, stepanakert
Asia/Baku: baku, azerbaijan
Asia/Aden: aden, hodeidah
Asia/Muscat: muscat, oman
Asia/Kuwait: kuwait, kuwait city
Asia/Bahrain: bahrain, manama
Asia/Tashkent: tashkent, uzbekistan
Asia/Almaty: almaty, astana, kazakhstan
Asia/Bishkek: bishkek, kyrgyzstan
Asia/Dushanbe: dushanbe, tajikistan
Asia/Ulaanbaatar: ulaanbaatar, mongolia
Asia/Phnom_Penh: phnom penh, cambodia
Asia/Vientiane: vientiane, laos
Australia/Adelaide: adelaide, south australia
Australia/Darwin: darwin, northern territory
Australia/Hobart: hobart, tasmania
Pacific/Fiji: suva, fiji
Pacific/Port_Moresby: port moresby, papua new guinea
Pacific/Honolulu: honolulu, hawaii
America/Anchorage: anchorage, alaska, juneau
America/Vancouver: vancouver, british columbia
America/Edmonton: edmonton, calgary, alberta
America/Winnipeg: winnipeg, manitoba
America/Halifax: halifax, nova scotia, bermuda
America/St_Johns: newfoundland
America/Havana: havana, cuba
America/Jamaica: kingston, jamaica
America/Santo_Domingo: santo domingo, dominican republic
America/Puerto_Rico: san juan, puerto rico
America/Port_of_Spain: trinidad
America/Guatemala: guatemala, guatemala city
America/Tegucigalpa: tegucigalpa, honduras
America/El_Salvador: el salvador, san salvador
America/Managua: managua, nicaragua
America/Costa_Rica: costa rica
America/Panama: panama, panama city
America/Tijuana: tijuana
America/Guayaquil: quito, ecuador, guayaquil
America/La_Paz: la paz, bolivia
America/Asuncion: asuncion, paraguay
America/Montevideo: montevideo, uruguay
America/Cayenne: kourou, french guiana
America/Guyana: georgetown, guyana
Africa/Juba: juba, south sudan
Africa/Niamey: niamey, niger
Africa/Ndjamena: ndjamena
Africa/Douala: cameroon, yaounde, douala
Africa/Bangui: bangui, central african republic
Africa/Libreville: gabon, libreville
Africa/Luanda: angola, luanda
Africa/Ouagadougou: burkina faso, ouagadougou
Africa/Abidjan: ivory coast, abidjan, togo, lome
Africa/Porto-Novo: benin, cotonou
Africa/Monrovia: liberia, monrovia
Africa/Freetown: sierra leone, freetown
Africa/Conakry: conakry
Africa/Banjul: gambia, banjul
Africa/Nouakchott: mauritania, nouakchott
Africa/Djibouti: djibouti
Africa/Asmara: eritrea, asmara
Africa/Bujumbura: burundi, bujumbura
Africa/Lusaka: zambia, lusaka
Africa/Blantyre: malawi, lilongwe
Africa/Maputo: mozambique, maputo
Africa/Windhoek: namibia, windhoek
Africa/Gaborone: botswana, gaborone
Indian/Antananarivo: madagascar, antananarivo
Indian/Mauritius: mauritius
Indian/Mayotte: mayotte, mamoudzou
Indian/Maldives: maldives, male
Indian/Mahe: seychelles
Indian/Comoro: comoros, moroni
Pacific/Palau: palau, koror
Pacific/Apia: samoa, apia
Pacific/Tongatapu: tonga, nuku'alofa
Pacific/Guadalcanal: honiara, solomon islands
Pacific/Efate: vanuatu, port vila
Pacific/Tarawa: kiribati, tarawa
Pacific/Nauru: nauru
Pacific/Guam: guam
Pacific/Noumea: noumea, nouméa, new caledonia
Pacific/Tahiti: papeete, tahiti
America/Nuuk: greenland, nuuk
America/Regina: saskatchewan, regina, saskatoon
America/Belem: belem, belém
America/Manaus: manaus
America/Nassau: bahamas, nassau
America/Barbados: barbados, bridgetown
America/Belize: belize
America/Paramaribo: suriname, paramaribo
Africa/Bissau: guinea-bissau, bissau
Atlantic/Cape_Verde: cape verde, praia
Africa/Malabo: equatorial guinea, malabo
Africa/Brazzaville: brazzaville
Asia/Brunei: brunei
Asia/Dili: dili, east timor, timor-leste
Asia/Ashgabat: ashgabat, turkmenistan
Asia/Thimphu: bhutan, thimphu
`
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [zone = '', names = ''] = line.split(': ');
      return names.split(', ').map((name) => [name, zone] as const);
    }),
);

const FIRST_WORDS: ReadonlySet<string> = new Set([...PLACES.keys()].map((name) => name.split(' ')[0] ?? ''));

/** The IANA zone of the place that the tokens name, of up to three words. */
export const zoneOfPlace: Form<string> = (tokens, at) => {
  if (tokens[at]?.capital !== true || !FIRST_WORDS.has(wordAt(tokens, at))) return undefined;
  for (let length = 3; length >= 1; length -= 1) {
    const name = Array.from({ length }, (_, offset) => wordAt(tokens, at + offset)).join(' ');
    const zone = PLACES.get(name);
    if (zone !== undefined && at + length <= tokens.length) return { value: zone, past: at + length };
  }
  return undefined;
};

/** "TRIPOLI, Lebanon - …": the country says which town is meant. */
const countryBehind = (tokens: readonly Token[], past: number): string | undefined => {
  if (tokens[past]?.before !== ',') return undefined;
  const country = zoneOfPlace(tokens, past);
  return country !== undefined && /^[-–—]/.test(tokens[country.past]?.before ?? '') ? country.value : undefined;
};

/** The zone of the first place that a text names: its dateline, as a rule. */
export const firstZoneIn = (tokens: readonly Token[]): string | undefined => {
  for (let at = 0; at < tokens.length; at += 1) {
    const place = zoneOfPlace(tokens, at);
    if (place !== undefined) return (at === 0 ? countryBehind(tokens, place.past) : undefined) ?? place.value;
  }
  return undefined;
};

const LONGEST_DATELINE = 10;

/** The index behind "LONDON, Dec 8 -"; 0 where a sentence has none. */
const behindDateline = (tokens: readonly Token[]): number =>
  /^\p{Lu}{2,}$/u.test(tokens[0]?.raw ?? '')
    ? Math.max(
        0,
        tokens.slice(0, LONGEST_DATELINE).findIndex(({ before }, at) => at > 0 && /^\)?[-–—]/.test(before)),
      )
    : 0;

/** The zone of the place that is named last before a time, its dateline left out: "report to the camp in Suva by 8 a.m. local time". */
export const zoneBefore = (tokens: readonly Token[], first: number): string | undefined => {
  const begin = behindDateline(tokens);
  for (let at = first - 1; at >= begin; at -= 1) {
    const place = zoneOfPlace(tokens, at);
    if (place !== undefined && place.past <= first) return place.value;
  }
  return undefined;
};
