import { fold } from '../core/fold.js';

// Month names and zone names as feeds write them, in the languages in which feeds write dates.

const MONTHS: readonly string[] = [
  'january jan jänner janvier janv januar janeiro enero ene gennaio gen janeiro januari januar ianuarie ocak oca styczen stycznia sty leden ledna led январь января янв січень січня січ ιανουαριος ιανουαριου ιαν tammikuu tammi tammikuuta',
  'february feb fevrier fevr fev februar fevereiro febrero febbraio febr februari februarie subat sub luty lutego lut unor unora uno февраль февраля фев лютий лютого лют φεβρουαριος φεβρουαριου φεβ helmikuu helmi',
  'march mar mars marz mrz maart mrt marco marzo martie mart marzec marca brezen brezna bre март марта мар березень березня бер μαρτιος μαρτιου μαρ maaliskuu maalis',
  'april apr avril avr abril abr aprile aprilie nisan nis kwiecien kwietnia kwi duben dubna dub апрель апреля апр квітень квітня кві απριλιος απριλιου απρ huhtikuu huhti',
  'may mai mei maio mayo maggio mag maj mayis maja kveten kvetna kve май мая травень травня тра μαιος μαιου μαι μαϊ toukokuu touko',
  'june jun juin juni junho junio giugno giu iunie haziran haz czerwiec czerwca cze cerven cervna cer июнь июня июн червень червня чер ιουνιος ιουνιου ιουν kesakuu kesa',
  'july jul juillet juil juli julho julio luglio lug iulie temmuz tem lipiec lipca lip cervenec cervence июль июля июл липень липня лип ιουλιος ιουλιου ιουλ heinakuu heina julius',
  'august aug aout aou agosto ago augustus augusti agustos agu avg sierpien sierpnia sie srpen srpna srp август августа авг серпень серпня сер αυγουστος αυγουστου αυγ elokuu elo',
  'september sep sept septembre setembro set septiembre settembre septembrie eylul eyl wrzesien wrzesnia wrz zari zar сентябрь сентября сен сент вересень вересня вер σεπτεμβριος σεπτεμβριου σεπ syyskuu syys',
  'october oct octobre oktober okt outubro out octubre ottobre ott octombrie ekim eki pazdziernik pazdziernika paz rijen rijna rij октябрь октября окт жовтень жовтня жов οκτωβριος οκτωβριου οκτ lokakuu loka',
  'november nov novembre novembro noviembre noiembrie kasim kas listopad listopada lis ноябрь ноября ноя листопада νοεμβριος νοεμβριου νοε marraskuu marras',
  'december dec decembre dezember dez dezembro diciembre dic dicembre decembrie aralik ara grudzien grudnia gru prosinec prosince pro декабрь декабря дек грудень грудня гру δεκεμβριος δεκεμβριου δεκ joulukuu joulu',
];

const MONTH_NUMBERS: ReadonlyMap<string, number> = new Map(
  MONTHS.flatMap((names, index) => names.split(' ').map((name) => [fold(name), index + 1] as const)),
);

/** Offsets from UTC in minutes of zone names (RFC 822 section 5.1, and those that feeds use besides). */
const ZONE_MINUTES: ReadonlyMap<string, number> = new Map(
  Object.entries({
    ut: 0,
    utc: 0,
    gmt: 0,
    z: 0,
    wet: 0,
    west: 60,
    bst: 60,
    cet: 60,
    met: 60,
    mez: 60,
    cest: 120,
    mest: 120,
    mesz: 120,
    eet: 120,
    sast: 120,
    cat: 120,
    eest: 180,
    idt: 180,
    msk: 180,
    eat: 180,
    trt: 180,
    msd: 240,
    gst: 240,
    pkt: 300,
    ist: 330,
    npt: 345,
    ict: 420,
    wib: 420,
    hkt: 480,
    sgt: 480,
    awst: 480,
    myt: 480,
    pht: 480,
    jst: 540,
    kst: 540,
    acst: 570,
    aest: 600,
    acdt: 630,
    aedt: 660,
    nzst: 720,
    nzdt: 780,
    nst: -210,
    ndt: -150,
    brt: -180,
    art: -180,
    adt: -180,
    ast: -240,
    at: -240,
    edt: -240,
    est: -300,
    et: -300,
    cdt: -300,
    cst: -360,
    ct: -360,
    mdt: -360,
    mst: -420,
    mt: -420,
    pdt: -420,
    pst: -480,
    pt: -480,
    akdt: -480,
    akst: -540,
    hst: -600,
  }),
);

/** 1–12; undefined when the word is no month's name. Accents, case and a full stop do not matter. */
export const monthNamed = (word: string): number | undefined => MONTH_NUMBERS.get(fold(word).replace(/[.]/g, ''));

/** The offset from UTC in minutes that a zone's abbreviation stands for; undefined when it is not known. */
export const zoneNamed = (name: string): number | undefined => ZONE_MINUTES.get(name.toLowerCase());
