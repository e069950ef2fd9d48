"""Wordings of what surrounds articles, in English, Arabic, Turkish, Russian, French, German and Spanish.

A line is folded before it is compared, and so are the accents and Arabic spellings of these patterns (see `folding`).
A pattern speaks the language of a site to its reader ("we use", "your browser", "please"); a report *about* cookies,
browsers or newsletters does not, and stays.
"""

# ruff: noqa: E501, F541
import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from pipelines.extraction.folding import plain_letters


class Place(Enum):
    """Where in a text a wording counts as boilerplate."""

    ANYWHERE = auto()
    TOP = auto()
    TAIL = auto()
    EDGES = auto()


@dataclass(frozen=True, slots=True)
class Notice:
    """Wordings that have one reason to go.

    pattern: searched in the folded line. place: where it counts. longest: a longer line is an article's, in characters.
    """

    reason: str
    pattern: re.Pattern[str]
    place: Place = Place.ANYWHERE
    longest: int = 600


def _any(*wordings: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{plain_letters(wording)})" for wording in wordings))


_COOKIE: Final = r"(?:\bcookies?\b|çerez|\bкук[иа]\b|файл\w* cookie|ملفات تعريف الارتباط|ملفات الارتباط|الكوكيز|كوكيز|témoins de connexion)"
_BROWSER: Final = (
    r"(?:browser|navigateur|navegador|tarayıcı|браузер|متصفح|المتصفح|javascript|java script|جافا سكريبت|جافاسكريبت)"
)
_LETTER: Final = (
    r"(?:newsletters?\b|e-?mail alerts?|inbox|daily briefing|morning briefing|infolettre|lettre d'information|boîte mail|boîte de réception"
    r"|postfach|rundbrief|boletín|boletines|bandeja de entrada|bülten|e-posta kutu|рассылк|электронную почту|на почту|النشره البريديه|نشرتنا|نشره بريديه|بريدك الالكتروني|صندوق بريدك)"
)
_SOCIAL: Final = (
    r"(?:facebook|twitter|instagram|telegram|whatsapp|youtube|linkedin|tiktok|threads|bluesky|pinterest|reddit|flipboard|google news|"
    r"google haberler|google\+|вконтакте|vk|одноклассник\w*|телеграм\w*|фейсбук\w*|твиттер\w*|дзен\w*|فيسبوك|فيس بوك|تويتر|انستغرام|انستجرام|واتساب|تلغرام|تليجرام|يوتيوب|социальн\w+ сет\w+|соцсет\w+|social media|réseaux sociaux|redes sociales|sosyal medya|sozialen medien|sozialen netzwerken|مواقع التواصل|منصات التواصل)"
)
_END: Final = r"\s*[.!:…»>→]*\s*$"

COOKIES: Final = Notice(
    "cookie_notice",
    _any(
        # A site speaks of its cookies.
        rf"\b(?:we|we and our \w+|this (?:web)?site|our (?:web)?site|our partners|the (?:web)?site)\b.{{0,60}}\b(?:uses?|using|stores?|sets?|places?|rely|relies)\b.{{0,80}}{_COOKIE}",
        rf"{_COOKIE}.{{0,120}}\b(?:help us|allow us|enable us|on (?:our|this) (?:web)?site|improve your|your (?:experience|consent|device|preferences|privacy|choices))",
        rf"\b(?:by (?:continuing|using|clicking|browsing|accepting|visiting|closing|staying)|if you continue|your (?:consent|choices|preferences|settings)|consent to|agree to (?:our|the)|you (?:can|may) (?:change|manage|withdraw|opt|disable))\b.{{0,160}}{_COOKIE}",
        rf"{_COOKIE}.{{0,160}}\b(?:by (?:continuing|using|clicking|browsing)|if you continue|you (?:agree|consent|accept|can (?:change|manage|withdraw|opt|disable))|your consent)",
        rf"^(?:accept|allow|reject|decline|manage|refuse|customi[sz]e|deny)\b.{{0,25}}{_COOKIE}.{{0,25}}$",
        rf"^{_COOKIE} (?:policy|settings|preferences|notice|consent|banner|options)\b.{{0,30}}$",
        r"\b(?:we|our partners)\b.{0,40}\b(?:value|respect|care about) your privacy\b",
        r"\bmanage (?:your )?(?:consent|privacy) (?:choices|preferences|settings)",
        # ar
        rf"(?:نستخدم|نستعمل|يستخدم (?:هذا |موقعنا|الموقع)|تستخدم (?:هذه|مواقعنا)|باستخدامك|باستمرارك|بمتابعتك|بمواصله|من خلال الاستمرار|استمرارك|توافق على|موافقتك|اقبل|قبول|رفض).{{0,120}}{_COOKIE}",
        rf"{_COOKIE}.{{0,120}}(?:تجربتك|موافقتك|توافق|موقعنا|هذا الموقع|خصوصيتك)",
        # tr
        rf"{_COOKIE}\w*.{{0,140}}(?:kullan(?:ıyoruz|maktayız|ılmaktadır|maktadır|ıyor)|kabul (?:et|ed)|deneyim|onay|izin ver|tercih|ayar|politika)",
        rf"(?:sitemiz|web sitemiz|bu (?:web )?site|siteyi kullanmaya|devam ederek|kabul (?:et|ed)|size daha iyi|deneyiminizi).{{0,140}}{_COOKIE}",
        # ru
        rf"(?:\bмы\b|наш сайт|на (?:нашем )?сайте|этот сайт|данный сайт|сайт|продолжая|оставаясь|используя|пользуясь|нажимая|соглас).{{0,140}}{_COOKIE}.{{0,200}}(?:соглаша|согласи|политик|настройк|использу|пользов|вы\b|ваш|удобств|улучш)",
        rf"{_COOKIE}.{{0,140}}(?:продолжая|оставаясь|вы соглаша|вы даете|вашего согласия|ваше согласие|на нашем сайте)",
        rf"(?:\bмы\b|сайт) (?:используем|использует|применяе\w+|собира\w+).{{0,30}}{_COOKIE}",
        rf"^(?:принять|отклонить|настроить)\b.{{0,25}}{_COOKIE}",
        # fr
        rf"(?:\bnous\b|notre site|nos partenaires|ce site|en (?:poursuivant|continuant|naviguant|cliquant)|si vous continuez|vous acceptez|votre (?:consentement|navigation|accord)).{{0,160}}{_COOKIE}",
        rf"{_COOKIE}.{{0,140}}(?:vous (?:acceptez|pouvez)|votre (?:consentement|navigation|expérience|accord)|en poursuivant|nos partenaires|ce site)",
        rf"^(?:accepter|refuser|gérer|paramétrer|tout accepter)\b.{{0,25}}{_COOKIE}",
        # de
        rf"(?:\bwir\b|unsere (?:web)?seite|unsere website|diese (?:web)?seite|diese website|durch die (?:weitere )?nutzung|mit der (?:weiteren )?nutzung|wenn sie (?:weiter|fort)|indem sie|ihre (?:zustimmung|einwilligung)|stimmen sie).{{0,160}}{_COOKIE}",
        rf"{_COOKIE}.{{0,140}}(?:stimmen sie|sind sie (?:damit )?einverstanden|ihre (?:zustimmung|einwilligung)|auf (?:unserer|dieser) (?:web)?s(?:ei|i)te|einverstanden|zustimmen)",
        rf"^(?:alle )?{_COOKIE}.{{0,15}} (?:akzeptieren|ablehnen|zulassen|einstellungen)",
        # es
        rf"(?:utilizamos|usamos|empleamos|nuestr[oa]s? (?:sitio|web|socios|página)|este sitio|esta (?:web|página)|al (?:continuar|navegar|usar|hacer clic|seguir)|si (?:continúa|continúas|sigue)|su consentimiento|tu consentimiento|acepta[rs]?).{{0,160}}{_COOKIE}",
        rf"{_COOKIE}.{{0,140}}(?:usted acepta|aceptas|acepta (?:su|el) uso|su consentimiento|tu experiencia|su experiencia|este sitio|nuestro sitio)",
    ),
)
BROWSER: Final = Notice(
    "browser_notice",
    _any(
        rf"\byour (?:web |internet )?(?:{_BROWSER}|device)\b.{{0,60}}\b(?:(?:is|are|does|may|has|seems|appears|do)\b.{{0,40}}(?:supported|unsupported|outdated|out of date|old|obsolete|support|incompatible|disabled|blocking|enabled|expired|no longer))",
        rf"\b(?:you are|you're|you seem to be|you appear to be) using an? (?:old|outdated|unsupported|older|obsolete|unsecure|incompatible)\b.{{0,30}}{_BROWSER}",
        rf"\b(?:please|kindly|you (?:need|must|should|have) to|you need|try to|to (?:view|watch|see|use|continue|read|play) this|for the best experience|for (?:full|a better))\b.{{0,90}}\b(?:enable|turn on|activate|upgrade|update|switch|use|allow|install|try)\b.{{0,60}}(?:{_BROWSER}|chrome|firefox|edge|safari)",
        rf"^(?:enable|turn on|activate|upgrade|update|switch to|download)\b.{{0,40}}{_BROWSER}",
        r"\bjavascript (?:is|must be|has to be|needs to be|seems to be|appears to be)\b.{0,25}(?:disabled|enabled|off|required|turned)",
        rf"\b(?:this|our) (?:site|website|page|video|content|feature|player|app|browser)\b.{{0,50}}\b(?:requires?|works? best|no longer supports?|does not support|doesn't support|is not supported|is best viewed|cannot be (?:displayed|played)|is not (?:compatible|available))\b.{{0,60}}(?:{_BROWSER}|chrome|firefox)",
        r"\b(?:this|your|the) (?:browser|video player) (?:is not supported|does not support|is no longer supported|version is)",
        r"\b(?:disable|turn off|pause|whitelist|deactivate)\b.{0,30}\bad ?-?blockers?\b",
        r"\bad ?-?blockers?\b.{0,40}\b(?:detected|enabled|is on|turned on|please)",
        # ar
        rf"(?:يرجي|الرجاء|يرجئ|برجاء|من فضلك|تحتاج|يجب|لمشاهده|للحصول علي|قم ب|عليك).{{0,70}}(?:تفعيل|تشغيل|تحديث|استخدام|ترقيه|تمكين).{{0,60}}{_BROWSER}",
        rf"(?:متصفحك|المتصفح الخاص بك|المتصفح الذي تستخدمه|هذا المتصفح|اصدار المتصفح|نسخه المتصفح).{{0,80}}(?:قديم|لا يدعم|غير مدعوم|لا تدعم|معطل|غير متوافق|لم يعد)",
        rf"(?:انت تستخدم|تستخدم|تتصفح).{{0,30}}(?:{_BROWSER}).{{0,30}}(?:قديم|غير مدعوم)",
        rf"{_BROWSER}.{{0,30}}(?:غير مدعوم|معطل|معطله|قديم)",
        # tr
        rf"{_BROWSER}\w*.{{0,70}}(?:desteklen?mi|destekle(?:mi|me)|güncel değil|güncelle(?:yin|yiniz|meniz)|eski|etkinleştir|kapalı|devre dışı|açınız|açın\b|yükselt|izin ver)",
        rf"(?:lütfen|daha iyi bir deneyim|görüntülemek için|izlemek için).{{0,80}}{_BROWSER}",
        r"reklam engelleyici\w*.{0,40}(?:kapat|devre dışı|algıla|tespit)",
        # ru
        rf"(?:ваш(?:ем|ему)? |у вас |вы используете|вы пользуетесь|пожалуйста|необходимо|включите|обновите|для (?:корректн|просмотра|работы|полноценн)).{{0,80}}{_BROWSER}",
        rf"{_BROWSER}\w*.{{0,50}}(?:не поддержива|устарел|отключен|обновите|включите|не может)",
        r"(?:отключите|выключите|обнаружен).{0,30}(?:блокировщик|adblock)",
        # fr
        rf"(?:votre|vous utilisez|veuillez|merci d|pour (?:afficher|visionner|profiter|lire|une meilleure)|activez|mettez à jour|il faut|vous devez).{{0,80}}{_BROWSER}",
        rf"{_BROWSER}.{{0,50}}(?:n'est (?:pas|plus) (?:pris en charge|supporté|compatible|à jour)|est (?:obsolète|désactivé|trop ancien)|ne (?:supporte|prend) pas|doit être activé)",
        r"(?:désactiv\w+|bloqueur de publicité).{0,40}(?:bloqueur|détecté|adblock|votre)",
        # de
        rf"(?:ihr(?:en|em|es)? |sie (?:verwenden|benutzen|nutzen)|bitte|aktivieren sie|aktualisieren sie|um (?:diese|dieses|den)|sie müssen|für (?:die|eine) (?:optimale|volle|korrekte|bessere)).{{0,80}}{_BROWSER}",
        rf"{_BROWSER}.{{0,50}}(?:wird nicht (?:mehr )?unterstützt|ist (?:veraltet|deaktiviert|ausgeschaltet|nicht aktiviert)|unterstützt (?:dieses|das|die|keine|kein)|aktivieren|muss aktiviert)",
        r"(?:adblocker|werbeblocker).{0,50}(?:deaktivier|ausschalt|aktiv|erkannt|bitte)",
        # es
        rf"(?:\bsu |\btu |está (?:usando|utilizando)|estás (?:usando|utilizando)|por favor|debe|debes|para (?:ver|visualizar|disfrutar|una mejor|poder)|active|activa|actualice|actualiza|habilite|habilita).{{0,80}}{_BROWSER}",
        rf"{_BROWSER}.{{0,50}}(?:no (?:es|está) (?:compatible|soportado|actualizado|habilitado|activado)|está (?:obsoleto|desactualizado|desactivado|deshabilitado)|no (?:soporta|admite|permite)|desactivado|obsoleto)",
        r"(?:desactiv\w+|detectado).{0,40}(?:bloqueador|adblock)",
    ),
    longest=500,
)
ARCHIVE: Final = Notice(
    "archive_banner",
    _any(
        r"^(?:this|the) (?:article|story|page|post|content|report|item)\b.{0,30}\b(?:is|was|has been|is now)\b.{0,25}\b(?:more than|over|at least|about)?\s*(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|a|several|many) (?:years?|months?) old",
        r"^(?:this|the) (?:article|story|page|post|content|web ?page|site|website|material)\b.{0,60}\b(?:archived?|from our archives?|no longer (?:being )?(?:updated|maintained|available)|not (?:been|being) updated)",
        r"^(?:you are|you're) (?:viewing|reading|looking at|browsing)\b.{0,40}\b(?:archived?|old|cached|historical)",
        r"^(?:archived?|from the archives?|archive (?:page|copy|content|version)|archived (?:page|content|article|story|version))\b.{0,80}$",
        r"^(?:note|notice|attention|editor's note)?\s*:?\s*(?:this|the information (?:in|on) this) (?:article|page|story|content)\b.{0,60}\b(?:may be (?:out ?dated|out of date|no longer accurate)|out of date|outdated)",
        # ar
        r"^(?:هذا|هذه|انت تشاهد|انت تقرا|انتبه|تنبيه).{0,50}(?:المقال|الخبر|الصفحه|الماده|الموضوع|المحتوي|صفحه|ماده|نسخه).{0,60}(?:قديم|ارشيف|مؤرشف|مؤرشفه|الارشيف|ارشيفيه|لم يعد يحدث|لم تعد تحدث|مر علي|مضي علي|سنوات|اكثر من)",
        r"^(?:من الارشيف|ماده ارشيفيه|صفحه مؤرشفه|نسخه مؤرشفه|محتوي ارشيفي|ارشيف).{0,60}$",
        # tr
        r"^(?:bu|dikkat|uyarı|şu an|görüntülediğiniz|okuduğunuz).{0,40}(?:haber|yazı|içerik|sayfa|makale)\w*.{0,70}(?:arşiv|eski|güncellenm|yıldan|yıl önce|ay önce|güncel olmayabilir|önce yayınlan)",
        r"^arşiv(?:den| haberi| sayfası| içeriği|lenmiş)?\b.{0,60}$",
        # ru
        r"^(?:эт[ао]т?|эта|внимание|вы (?:читаете|просматриваете|находитесь)|данн\w+|перед вами).{0,40}(?:стать|материал|страниц|новост|публикац|верси|текст|архив)\w*.{0,80}(?:архив|старше|более|устаре|лет назад|года назад|не обновля|больше не)",
        r"^(?:архивн\w+ (?:материал|статья|страница|версия|запись|публикация|новость)|материал из архива|из архива|архив)\b.{0,80}$",
        # fr
        r"^(?:cet?|cette|vous (?:consultez|lisez|visualisez)|attention).{0,40}(?:article|page|contenu|version|archive)\w*.{0,70}(?:archiv|plus de \d+|date de plus|ans\b|n'est plus (?:mis|mise|actualis|à jour)|ancienne|il y a plus)",
        r"^(?:archives?|article archivé|page archivée|contenu archivé)\b.{0,60}$",
        # de
        r"^(?:dieser?|dieses|sie (?:lesen|sehen|betrachten)|achtung|hinweis).{0,40}(?:artikel|beitrag|seite|text|inhalt|meldung|version|archiv)\w*.{0,70}(?:archiv|älter als|mehr als|jahre alt|nicht mehr aktualisiert|veraltet|monate alt)",
        r"^(?:archiv(?:iert|seite|beitrag|artikel|version|ierter (?:artikel|beitrag|inhalt)|ierte (?:seite|version))?|aus dem archiv)\b.{0,60}$",
        # es
        r"^(?:este|esta|está (?:viendo|leyendo)|estás (?:viendo|leyendo)|usted está|atención|aviso).{0,40}(?:artículo|noticia|página|contenido|nota|versión|archivo)\w*.{0,70}(?:archiv|más de \d+|más de (?:un|dos|tres|cuatro|cinco)|antigüedad|años\b|ya no se actualiza|desactualiz|hace más)",
        r"^(?:archivo|del archivo|página archivada|contenido (?:archivado|de archivo)|artículo (?:archivado|de archivo)|de nuestro archivo)\b.{0,60}$",
    ),
    longest=260,
)
NEWSLETTER: Final = Notice(
    "newsletter_prompt",
    _any(
        rf"^(?:\W*(?:click here to |want (?:more|the)|don't miss|never miss|stay (?:informed|updated|up to date|ahead|in the know)|like what you|enjoy(?:ing|ed)? (?:this|our)|to (?:get|receive)|for more|please)?.{{0,80}})?\b(?:sign[ -]?up|subscribe|register|get|receive|join|opt in|enter your)\b.{{0,140}}(?:{_LETTER}|your e-?mail|mailing list)",
        r"\b(?:delivered|straight|direct(?:ly)?|sent|right|in|into|to)\b.{0,30}\byour (?:e-?mail )?(?:inbox|mailbox)",
        r"\bsubscribe to (?:our|the|my)\b.{0,80}\b(?:newsletters?|channel|podcast|updates|list|feed)",
        r"^(?:sign up|subscribe|register)(?: (?:now|here|today|free|for free))?\b.{0,40}(?:newsletter|updates|alerts)?[.!:]*$",
        r"^(?:our|the) (?:free |daily |weekly |morning )*newsletters?\b.{0,100}\b(?:subscribe|sign|inbox|every|each)",
        r"^(?:thank you|thanks) for (?:subscribing|signing up|registering)",
        r"^(?:your )?e-?mail address\W*$|^enter your e-?mail\b.{0,60}$|^by (?:signing up|subscribing|submitting your|registering|providing your)\b.{0,250}$",
        # ar
        r"(?:اشترك|اشتركوا|سجل|سجلوا|انضم|للاشتراك|احصل|تصلك|تابع).{0,90}(?:النشره|نشرتنا|نشره|بريدك|البريديه|القائمه البريديه)",
        r"(?:ليصلك|لتصلك|يصلك|تصلك).{0,60}(?:بريدك|البريد|صندوق)",
        # tr
        rf"{_LETTER}\w*.{{0,90}}(?:abone ol|kaydol|kayıt ol|üye ol|ulaşsın|gelsin|almak)",
        rf"(?:abone ol|kaydol|kayıt ol|üye ol|kaçırma).{{0,90}}(?:{_LETTER}|e-posta)",
        # ru
        r"(?:подпи(?:шитесь|сывайтесь|сывайся|шись|ска)|получайте|оформите|зарегистрируйтесь).{0,90}(?:рассылк|на почту|почтов|email|e-mail|новост)",
        r"рассылк\w*.{0,60}(?:подпи|каждое утро|на вашу|ваш)",
        # fr
        rf"(?:inscrivez|abonnez|recevez|s'inscrire|s'abonner|je m'inscris|je m'abonne|inscription|ne manquez|retrouvez).{{0,120}}(?:{_LETTER}|e-?mail|courriel)",
        rf"{_LETTER}.{{0,80}}(?:inscrivez|abonnez|gratuit|chaque (?:jour|matin|semaine)|inscription|vous pouvez)",
        # de
        rf"(?:abonnieren|melden sie|melde dich|erhalten sie|bestellen sie|anmelden|jetzt (?:kostenlos|abonnieren)|registrieren|verpassen|abonnier|tragen sie).{{0,120}}(?:{_LETTER}|e-?mail)",
        rf"{_LETTER}.{{0,80}}(?:anmelden|abonnieren|bestellen|kostenlos|an\b.{{0,10}}$|melden|registrier)",
        # es
        rf"(?:suscr[ií]b|regístr|inscr[ií]b|recib[ea]|apúnt|no te pierdas|suscripción).{{0,120}}(?:{_LETTER}|correo|e-?mail)",
        rf"{_LETTER}.{{0,80}}(?:suscr|gratis|cada (?:día|mañana|semana)|regístr|apúnt)",
    ),
    longest=400,
)
APP: Final = Notice(
    "app_prompt",
    _any(
        r"^\W*(?:for .{3,60}, |click here to |please |you can (?:also )?|don't forget to |to .{3,50}, )?(?:download|get|install|try)\b.{0,25}\b(?:our|the)\b.{0,40}\bapps?\b.{0,120}(?:app store|google play|android|ios|iphone|free|today|now|for (?:the )?(?:latest|more|breaking)|here|$)",
        r"^\W*(?:click here to )?(?:download|get|install|open (?:in|with))\b.{0,50}\bapps?\b.{0,60}$",
        r"\b(?:available|download(?:ed)?|free) (?:on|from|in) the (?:app store|apple app store|google play)",
        r"^(?:read|view|watch|open|continue|listen)\b.{0,40}\b(?:in|on|with) (?:the|our)\b.{0,25}\bapp\b.{0,40}$",
        r"\b(?:turn on|enable|allow|activate|get)\b.{0,25}\b(?:push |browser |desktop |breaking(?: news)? |instant )?notifications?\b.{0,80}$",
        r"^(?:would you like|do you want) to (?:receive|get)\b.{0,60}(?:notifications|alerts|updates)",
        r"(?:حمل|حملوا|نزل|قم بتحميل|قم بتنزيل|لتحميل|تحميل|احصل علي|ثبت|افتح).{0,40}(?:تطبيق|التطبيق)",
        r"(?:فعل|تفعيل|قم بتفعيل|اسمح).{0,30}(?:الاشعارات|الاخطارات|التنبيهات)",
        r"(?:uygulama\w*).{0,70}(?:indir|yükle(?:yin|yiniz)?\b|app store|google play|ücretsiz|açın|devam)",
        r"(?:indirin|indir\b|hemen indir|ücretsiz indir|app store|google play).{0,60}uygulama",
        r"bildirim\w*.{0,40}(?:aç(?:ın|ınız)?\b|izin ver|almak|etkinleştir|abone)",
        r"(?:скачайте|скачать|установите|загрузите|откройте|читайте).{0,60}(?:приложени)",
        r"приложени\w*.{0,60}(?:скачайте|app store|google play|бесплатно|доступно)",
        r"(?:включите|разрешите|подпишитесь на|получайте).{0,30}(?:уведомлени|push|пуш)",
        r"(?:téléchargez|installez|ouvrez|téléchargement|obtenez|retrouvez).{0,60}(?:application|appli\b|l'app\b)",
        r"(?:activez|autorisez|recevez).{0,30}(?:notifications|alertes)",
        r"(?:laden sie|lade (?:dir|jetzt)|herunterladen|installieren sie|holen sie|hol dir|jetzt (?:laden|herunterladen|downloaden)|öffnen).{0,60}\bapp\b",
        r"\bapp\b.{0,50}(?:herunterladen|kostenlos|jetzt (?:laden|testen|installieren)|app store|google play|installieren|im store)",
        r"(?:aktivieren sie|erhalten sie|erlauben sie).{0,30}(?:push|benachrichtigung)",
        r"(?:descarg|instal|baj[ae]|consigue|abr[ae]).{0,50}(?:nuestra|la|nuestro) (?:app\b|aplicación)",
        r"(?:app\b|aplicación).{0,50}(?:descárg|descarga|gratis|google play|app store)",
        r"(?:activ[ae]|recib[ae]|permit[ae]).{0,30}(?:notificaciones|alertas)",
    ),
    longest=300,
)
PAYWALL: Final = Notice(
    "paywall",
    _any(
        r"\b(?:to (?:continue|keep|finish) reading|to (?:read|access|unlock|view|see) (?:this|the (?:full|rest|entire|whole)|more|unlimited)|for (?:full|unlimited|complete) access|to enjoy unlimited)\b.{0,90}\b(?:subscri|register|sign|log ?in|account|member|trial|free|become|purchase|$)",
        r"\b(?:subscribe|register|sign (?:in|up)|log ?in|become a (?:member|subscriber)|create (?:an|a free) account|start (?:your|a))\b.{0,60}\b(?:to (?:continue|keep|read|unlock|access|finish|view|get)|for (?:full|unlimited)|free trial|unlimited)",
        r"^(?:this|the rest of this|the full) (?:article|story|content|post|report)\b.{0,40}\b(?:is|are)\b.{0,30}\b(?:subscribers?|members?|premium|paid|registered|locked|exclusive to)\b.{0,60}$",
        r"\bsubscribe\b.{0,40}\b(?:from|for|only|just)\b.{0,10}[£$€] ?\d",
        r"^already (?:a|an|have)\b.{0,25}\b(?:subscri\w+|member|account|registered)\b.{0,60}$",
        r"^(?:not a|become a|are you a) (?:subscriber|member)\b.{0,60}$",
        r"\byou(?:'ve| have)? (?:have )?(?:reached|used|read|run out of)\b.{0,40}\b(?:free|monthly|limit|last)\b.{0,30}\b(?:articles?|stories|limit|month)",
        r"^(?:subscribe|log ?in|sign in|register)(?: (?:now|today|here))?\W*$|^(?:premium|subscriber)[- ](?:content|only|exclusive)\W*$",
        r"^support (?:our|independent|quality|local) journalism\b.{0,100}$",
        r"(?:هذا المقال|هذا المحتوي|المحتوي|لقراءه (?:المقال|المزيد|باقي)|لمتابعه القراءه|لمواصله القراءه|للاطلاع علي).{0,60}(?:للمشتركين|اشترك|مشترك|سجل الدخول|تسجيل الدخول|الاشتراك)",
        r"^(?:هل انت مشترك|لديك حساب|مشترك بالفعل|اشترك الان|سجل الدخول).{0,60}$",
        r"(?:okumaya devam|devamını okumak|haberin tamamı|bu (?:içerik|haber|yazı|makale)|tamamını okumak|sınırsız erişim).{0,60}(?:abone|üye|giriş yap|oturum)",
        r"^(?:zaten (?:abone|üye)|abone misiniz|üye misiniz|üye girişi|hemen abone ol|abone ol)\b.{0,50}$",
        r"(?:чтобы (?:читать|продолжить|прочитать|дочитать)|для (?:чтения|доступа|продолжения)|полный текст|этот материал|материал доступен|доступ к|статья доступна).{0,70}(?:подпис|войдите|зарегистр|авториз)",
        r"^(?:уже (?:есть|подписаны|оформили)|оформите подписку|войдите|подпишитесь)\b.{0,70}$",
        r"(?:pour (?:lire la suite|continuer|accéder|poursuivre)|il vous reste|cet article est|la suite est|article réservé|contenu réservé|réservé aux|lisez la suite).{0,70}(?:abonn|connect|inscri|lire|$)",
        r"^(?:déjà (?:abonné|inscrit)|vous êtes (?:déjà )?abonné|abonnez-vous|je m'abonne|identifiez-vous|connectez-vous)\b.{0,70}$",
        r"(?:um (?:weiterzulesen|den (?:ganzen|vollständigen)|diesen artikel|alle)|weiterlesen mit|dieser (?:artikel|beitrag|inhalt) ist|lesen sie (?:weiter|den ganzen)|jetzt weiterlesen|für abonnenten).{0,70}(?:abo|registrier|anmelden|einloggen|abonnent|kostenpflichtig|testen|$)",
        r"^(?:bereits (?:abonnent|registriert|ein)|sie (?:sind|haben) (?:bereits|schon)|jetzt (?:abonnieren|testen|registrieren|anmelden)|zum abo|\d+ wochen kostenlos)\b.{0,80}$",
        r"(?:para (?:seguir|continuar) leyendo|para (?:leer|acceder)|este (?:contenido|artículo) es|contenido exclusivo|sigue leyendo|continúa leyendo|has alcanzado|ha alcanzado).{0,70}(?:suscr|regístr|inicia|sesión|límite|$)",
        r"^(?:¿?ya (?:eres|es|estás|está)|suscríbete|suscríbase|inicia sesión|inicie sesión|hazte (?:socio|suscriptor))\b.{0,70}$",
    ),
    longest=300,
)
CHALLENGE: Final = Notice(
    "challenge",
    _any(
        r"^(?:checking|verifying)\b.{0,40}\b(?:browser|you are|your|connection|human)",
        r"^(?:please )?(?:verify|confirm|prove|check)\b.{0,30}\b(?:you are|you're|that you|human|not a robot)",
        r"\b(?:are you a robot|i'm not a robot|i am not a robot|you are (?:a )?human|unusual traffic|automated (?:access|requests|traffic))\b",
        r"^(?:just a moment|one moment|access denied|attention required|ddos protection|please wait while)\b.{0,80}$",
        r"\b(?:ray id|performance & security by|security check to access|needs to review the security)\b",
        r"(?:التحقق من انك|تحقق من انك|لست (?:روبوت|برنامج)|حركه مرور غير عاديه|جار التحقق|يتم التحقق)",
        r"(?:robot olmadığınız|insan olduğunuz|olağan ?dışı trafik|tarayıcınız kontrol ediliyor|doğrulanıyor)",
        r"(?:что вы не робот|подтвердите, что|вы не робот|проверка браузера|проверяем ваш|подозрительн\w+ трафик)",
        r"(?:vous n'êtes pas un robot|vérification (?:de votre|que vous)|trafic inhabituel|vérifiez que vous)",
        r"(?:kein roboter|dass sie ein mensch|ungewöhnlichen? datenverkehr|wird überprüft)\b.{0,60}$",
        r"(?:no eres un robot|no es un robot|tráfico inusual|verificando (?:que|su|tu)|comprobando su)",
    ),
    longest=300,
)
READ_MORE: Final = Notice(
    "read_more",
    _any(
        r"^\W*(?:read|see|watch|listen|find out|learn|discover|view)\s+(?:more|also|next|related|too|now|here)\b\s*(?:(?:about|on|from|at|in) [^.]{2,60})?(?:[:>»|-].{0,150}|\W*)$",
        r"^\W*(?:also (?:read|see|on|in)|more (?:on (?:this|the)|from|about|stories|news|coverage|in)|related(?: (?:article|articles|story|stories|news|coverage|content|reading|video|link|links|topics))?|recommended|don't miss|must read|editor's picks?|up next|explainer|in pictures|watch(?: live| now)?|live|opinion|analysis)\s*[:>»|].{2,150}$",
        r"^\W*(?:click|tap) here\b.{0,100}$",
        r"^\W*(?:continue reading|read the (?:full|whole|original|rest)|full (?:story|article|report)|keep reading|story continues below|article continues below|continue below)\b.{0,80}$",
        r"^\W*(?:اقرا|اقرء|إقرا|اقراوا|شاهد|شاهدوا|طالع|تابع|لمشاهده|للمزيد|للتفاصيل|لمزيد|المزيد)\s*(?:ايضا|المزيد|كذلك|القراءه|من|عن|حول|التفاصيل|اقرا|اضغط|انقر)?\s*[:：].{2,150}$",
        r"^\W*(?:اقرا ايضا|اقرا المزيد|اقرا كذلك|شاهد ايضا|طالع ايضا|مواضيع ذات صله|اخبار ذات صله|مقالات ذات صله|موضوعات متعلقه|ذات صله|المزيد من|للمزيد|قد يعجبك|قد يهمك)\b.{0,150}$",
        r"^\W*(?:ayrıca (?:okuyun|bakınız|bkz)|bunu da oku\w*|(?:haberin |haberi )?devamı(?:nı)?(?: oku\w*)?|ilgili (?:haber|haberler|içerik|video)|devamı için|daha fazla(?:sı)?|detaylar için|ayrıntılar için|tıklayın|izleyin|okuyun|önerilen)\s*(?:[:>»|]|$|için).{0,150}$",
        r"^\W*(?:okumaya devam|devamını oku|haberin detayları|bunlar da ilgi\w*|sıradaki haber|öne çıkan(?: haberler)?)\b.{0,80}$",
        r"^\W*(?:читайте|смотрите|слушайте|подробнее|см\.)\s*(?:также|ещё|еще|далее|по теме|на|об этом|в)?\b.{0,4}[:-].{2,170}$",
        r"^\W*(?:читайте также|читайте еще|смотрите также|по теме|материалы по теме|другие материалы|ещё по теме|еще по теме|читать далее|читать полностью|узнать больше|подробнее|подробности|рекомендуем|вам может быть интересно|главное сегодня)\b.{0,120}$",
        r"^\W*(?:à lire|lire|voir|à voir|écouter|à écouter|pour aller plus loin|en savoir plus|sur le même (?:sujet|thème)|notre dossier)\s*(?:aussi|également|la suite|plus)?\s*[:>»|].{2,160}$",
        r"^\W*(?:lire aussi|à lire aussi|lire également|à lire également|voir aussi|lire la suite|en savoir plus|sur le même sujet|articles? (?:liés?|similaires?|connexes?)|pour aller plus loin|cliquez ici|vous aimerez aussi)\b.{0,150}$",
        r"^\W*(?:lesen sie|lies|sehen sie|mehr)\s*(?:auch|dazu|hier|mehr|zum thema|zu|über)\b.{0,4}(?:[:>»|]|$).{0,160}$",
        r"^\W*(?:lesen sie (?:auch|hier|dazu|mehr|weiter)|mehr (?:zum thema|dazu|lesen|infos|informationen|erfahren)|siehe auch|auch interessant|passend dazu|zum thema|weiterlesen|weitere (?:artikel|informationen|themen|meldungen|nachrichten)|das könnte (?:sie|dich)|hier (?:klicken|geht)|klicken sie hier|lesetipp|ähnliche(?: artikel| beiträge)?)\b\s*[:>»|]?.{0,120}$",
        r"^\W*(?:lea|lee|leer|ve|vea|ver|mira|mire|consulte|además|te puede interesar|le puede interesar|conoce|relacionad[oa]s?|noticias? relacionadas?)\s*(?:también|más|además|aquí|aún|todo|el especial)?\s*[:>»|].{2,160}$",
        r"^\W*(?:lea también|lee también|leer más|lee más|ver más|vea también|te puede interesar|te recomendamos|le recomendamos|más información|más noticias|noticias relacionadas|artículos relacionados|sigue leyendo|seguir leyendo|haga clic aquí|haz clic aquí|puede interesarte|quizás te interese)\b.{0,130}$",
    ),
    longest=220,
)
SHARE: Final = Notice(
    "share_bar",
    _any(
        rf"^\W*(?:share|tweet|post|pin|e-?mail|print|copy link|save|comment|bookmark|like|send|teilen|drucken|partager|imprimer|compartir|imprimir|поделиться|распечатать|شارك|مشاركه|طباعه|paylaş|yazdır|{_SOCIAL}|whatsapp|[|/,·•&\s-]|and|on|via|to|auf|per|sur|en|на|в)+{_END}",
        rf"^\W*(?:share|tweet|send|post|email) (?:this|the|on|via|to|with|your|it)\b.{{0,80}}{_END}",
        rf"^\W*(?:teilen sie|teile|diesen (?:artikel|beitrag))\b.{{0,30}}(?:teilen|{_SOCIAL}|weiterempfehlen|drucken)?.{{0,40}}{_END}",
        rf"^\W*(?:partage[rz]|envoyer|imprimer)\b.{{0,60}}(?:article|page|{_SOCIAL}|ami|mail).{{0,30}}{_END}",
        rf"^\W*(?:comparte|compartir|comparta|envía|imprimir)\b.{{0,60}}(?:artículo|noticia|nota|página|{_SOCIAL}|amigo|esta|este).{{0,30}}{_END}",
        rf"^\W*(?:поделиться|поделитесь|отправить|расскажите)\b.{{0,70}}{_END}",
        rf"^\W*(?:شارك|شاركوا|مشاركه|شاركها|ارسل|انشر)\b.{{0,60}}(?:المقال|الخبر|الموضوع|الصفحه|هذا|هذه|علي|عبر|مع|اصدقا|{_SOCIAL}).{{0,40}}{_END}",
        rf"^\W*(?:bu (?:haberi|yazıyı|içeriği|sayfayı)|haberi|yazıyı)?\s*(?:{_SOCIAL}\w*.{{0,15}})?(?:paylaş|arkadaşına gönder|yazdır)\w*\b.{{0,40}}{_END}",
        r"^\W*(?:copied|link copied|copy to clipboard|copy (?:link|url)|link kopieren|copier le lien|copiar enlace|скопировать ссылку|نسخ الرابط|bağlantıyı kopyala|kısa link)\W*$",
        r"^分享让更多人看到$",
    ),
    longest=140,
)
FOLLOW: Final = Notice(
    "follow",
    _any(
        rf"^\W*(?:you can |please |and |to stay updated,? |for (?:more|the latest)[^.]{{0,60}},? )?(?:follow|like|join|find|connect with|subscribe to|add)\b.{{0,80}}(?:\bon\b|\bat\b|via|@|our|channel|us).{{0,60}}(?:{_SOCIAL}|@\w+|\bx\b|rss|channel|podcast)",
        r"^\W*follow (?:us|me|him|her|them|@\w+|our)\b.{0,120}$",
        r"\bfollow (?:him|her|them|me|us)\b.{0,30}(?:@\w+|on twitter|on x\b|on instagram|on facebook)",
        rf"^\W*(?:folgen sie|folge|folgt|abonnieren sie)\b.{{0,60}}(?:{_SOCIAL}|uns|kanal)",
        rf"^\W*(?:suivez|rejoignez|retrouvez|abonnez-vous|ajoutez)\b.{{0,70}}(?:{_SOCIAL}|chaîne|compte)",
        rf"^\W*(?:síg[ua][ae]?(?:nos|me|le)?|sigue(?:nos)?|siga|únete|únase|encuéntranos)\b.{{0,70}}(?:{_SOCIAL}|canal|en x\b)",
        rf"^\W*(?:подпи(?:шитесь|сывайтесь|шись)|следите|читайте нас|присоединяйтесь|вступайте|мы в)\b.{{0,80}}(?:{_SOCIAL}|канал|нами|групп)",
        rf"^\W*(?:تابعنا|تابعونا|تابع|تابعوا|انضم|انضموا|اشترك|اشتركوا)\b.{{0,70}}(?:{_SOCIAL}|قناتنا|قناه|صفحتنا|حسابنا|جوجل|غوغل|اخبار)",
        rf"(?:{_SOCIAL}|kanalımız|hesabımız)\w*.{{0,60}}(?:takip ed|abone ol|katıl)",
        rf"^\W*bizi\b.{{0,60}}takip ed",
    ),
    longest=240,
)
ADVERTISEMENT: Final = Notice(
    "advertisement",
    _any(
        r"^\W*(?:advertisements?|advertising|ads?|ad feedback|sponsored(?: content| by.{0,30}| post)?|promoted(?: content)?|paid (?:content|post|partnership)|remove ads|skip ad|article content|story continues(?: below)?(?: (?:the )?advertisement)?|advertisement.{0,30}(?:continues?|below|scroll).{0,40}|scroll to continue.{0,40}|video ad.{0,20})\W*$",
        r"^\W*(?:continue reading|article continues|story continues|keep scrolling|scroll down)\b.{0,30}\b(?:after|below|advert\w*|ad)\b.{0,30}$",
        r"^\W*(?:anzeige|werbung|publicité|annonce|publicidad|anuncio|patrocinado|реклама|на правах рекламы|اعلان|اعلانات|محتوي مدفوع|reklam|ilan|sponsorlu(?: içerik)?|contenu sponsorisé|contenido patrocinado|gesponsert|nach der anzeige.{0,30}|la suite après.{0,30}|continúa (?:después|tras).{0,30}|продолжение после рекламы)\W*$",
    ),
    longest=120,
)
RELATED: Final = Notice(
    "related",
    _any(
        r"^\W*(?:related|related (?:articles?|stories|content|news|topics?|posts?|links?|coverage|videos?|reading|tags)|more (?:stories|news|from.{1,40}|on this(?: story| topic)?|like this|top stories|headlines|in this section|to read)|read (?:more|next|also)|most (?:read|popular|viewed|shared|commented)(?: (?:in|on|news|stories|articles)\b.{0,30})?|trending(?: now| news| stories)?|top stories|latest (?:news|stories|headlines|updates|articles)|(?:you )?(?:may|might) (?:also )?(?:like|be interested in)|you may also (?:like|enjoy|be interested in).{0,20}|recommended(?: for you| stories| reading| articles)?|editor'?s'? picks?|popular (?:now|stories|posts|articles)|in case you missed it|what to read next|also (?:in|on|read).{0,30}|from our partners|around the web|from around the web|keep reading|up next|see also|further reading|featured(?: stories| articles)?|tags?|topics?|filed under.{0,60}|in this (?:article|story)|table of contents|contents)\s*[:|]?\s*$",
        r"^\W*(?:tags?|topics|filed under|categories|category|posted in|keywords|schlagwörter|stichwörter|themen|mots[- ]clés|étiquettes|etiquetas|temas|теги|метки|темы|ключевые слова|الوسوم|وسوم|كلمات مفتاحيه|الكلمات المفتاحيه|etiketler|anahtar kelimeler)\s*[:|].{0,200}$",
        r"^\W*(?:mehr zum thema|lesen sie auch|auch interessant|ähnliche(?: artikel| beiträge)?|das könnte (?:sie|dich) auch interessieren|meistgelesen\w*|weitere (?:artikel|meldungen|themen|nachrichten)|empfehlungen der redaktion|aktuelle (?:nachrichten|meldungen)|top-?themen|neueste (?:artikel|nachrichten)|beliebte artikel|verwandte (?:artikel|themen))\s*:?\s*$",
        r"^\W*(?:à lire aussi|lire aussi|sur le même (?:sujet|thème)|les plus lus|articles? (?:liés?|similaires?|connexes?|associés?)|vous aimerez aussi|à ne pas manquer|dernières (?:actualités|nouvelles|infos)|à la une|nos autres articles|les articles les plus lus|dans la même rubrique)\s*:?\s*$",
        r"^\W*(?:noticias relacionadas|artículos relacionados|te puede interesar|lo más (?:leído|visto|popular)|más noticias|últimas noticias|también te puede interesar|temas relacionados|relacionad[oa]s|más sobre(?: este tema)?|no te pierdas|te recomendamos|destacad[oa]s)\s*:?\s*$",
        r"^\W*(?:читайте также|по теме|материалы по теме|новости по теме|похожие (?:новости|статьи|материалы)|другие новости|самое (?:читаемое|популярное|важное)|популярное|последние новости|главные новости|рекомендуем|выбор редакции|ещё по теме|еще по теме|смотрите также|лента новостей|вам может быть интересно)\s*:?\s*$",
        r"^\W*(?:اقرا ايضا|مواضيع ذات صله|موضوعات ذات صله|اخبار ذات صله|مقالات ذات صله|ذات صله|الاكثر قراءه|الاكثر مشاهده|اخر الاخبار|احدث الاخبار|قد يعجبك ايضا|قد يهمك|مقترحات لك|اخترنا لك|شاهد ايضا|المزيد|مواضيع متعلقه|موضوعات متعلقه|الاكثر تداولا)\s*[:：]?\s*$",
        r"^\W*(?:ilgili (?:haberler?|konular|içerikler)|benzer (?:haberler|içerikler)|bunlar da ilginizi çekebilir|ilginizi çekebilir|en çok okunan(?:lar)?|çok okunanlar|son dakika(?: haberleri)?|son haberler|diğer haberler|öne çıkan(?:lar| haberler)|sıradaki haber(?:ler)?|editörün seçtikleri|önerilen haberler|gündemden)\s*:?\s*$",
    ),
    longest=200,
)
COMMENTS: Final = Notice(
    "comments",
    _any(
        r"^\W*(?:\d+ )?(?:comments?|replies|responses|view (?:all )?comments|show comments|(?:leave|post|add|write) a (?:comment|reply)|join the (?:conversation|discussion|debate)|comments? (?:are )?(?:closed|disabled|off)\b.{0,40}|have your say|tell us what you think|what do you think|let us know\b.{0,60}|join our commenting forum|be the first to comment|log in to comment|sign in to comment)\W*$",
        r"^\W*(?:\d+ )?(?:kommentare?(?: (?:lesen|schreiben|anzeigen))?|commentaires?|comentarios?|комментари[ияйев]+|التعليقات|تعليقات|تعليق|اترك تعليقا?|اضف تعليقا?|yorumlar?|yorum (?:yap|yaz|ekle)\w*|laisser un commentaire|réagir|deja un comentario|оставить комментарий|обсудить|diskutieren sie mit)\s*(?:\(\d+\))?\W*$",
        r"^\W*(?:join (?:thought-provoking )?conversations?|be the first to|wie hat ihnen dieser artikel|durchschnittliche bewertung|war dieser artikel|was this (?:article|page|story) (?:helpful|useful)|rate this|how would you rate|cet article vous a|¿te (?:ha )?(?:gustado|parecido)|bu (?:haber|yazı|içerik) (?:size|işinize))\b.{0,120}$",
        r"^\W*(?:ihre meinung|senden sie uns|schreiben sie uns|have (?:a|you got a) (?:tip|story|question|news)|do you have a (?:tip|story|question)|got a (?:tip|story)|contact us at|we want to hear|send us|if you have a (?:story|tip)|to contact the (?:reporter|editor|author)s?|e-?mail (?:us|the (?:writer|author|reporter))|write to \w+|contact the (?:author|writer|reporter))\b.{0,200}(?:@|e-?mail|mail|contact|tip|story|opinion|feedback|meinung|$)",
    ),
    longest=260,
)
COPYRIGHT: Final = Notice(
    "copyright",
    _any(
        r"^\W*(?:©|\(c\)|copyright\b|telif hakkı|все права защищены|جميع الحقوق محفوظه|حقوق النشر|tous droits réservés|alle rechte vorbehalten|todos los derechos reservados|all rights reserved|tüm hakları saklıdır|her hakkı saklıdır|droits d'auteur|derechos de autor|авторские права)",
        r"(?:©|\(c\)|copyright)\s*(?:\w+ ){0,4}(?:19|20)\d\d",
        r"\b(?:all rights reserved|may not be (?:published|reproduced|broadcast|rewritten)|without (?:prior |express |the |written )*(?:permission|consent)|tous droits (?:de reproduction )?réservés|alle rechte vorbehalten|todos los derechos reservados|prohibida su reproducción)\b",
        r"(?:جميع الحقوق محفوظه|حقوق النشر محفوظه|все права защищены|при (?:полном |частичном |любом )*(?:использовании|цитировании|копировании|перепечатке).{0,60}(?:ссылк|обязательн)|перепечатка.{0,40}(?:запрещ|только)|tüm hakları saklıdır|her hakkı saklıdır|izinsiz (?:kopyalanamaz|kullanılamaz|alıntı))",
        r"^\W*(?:this (?:material|article|copy|story|content) (?:may not|is for your personal|is (?:protected|subject)|was produced|cannot be)|weiterverwendung|nachdruck|reproduction (?:interdite|partielle)|vervielfältigung)\b.{0,200}$",
    ),
    place=Place.EDGES,
    longest=320,
)
PHOTO_CREDIT: Final = Notice(
    "photo_credit",
    _any(
        r"^\W*(?:photos?|images?|pictures?|pic|photograph|illustration|graphic|screenshot|file (?:photo|picture)|fotos?|fotografías?|imagen|bild|bilder|grafik|quelle|photo d'archive|crédit photo|photographie|фото|фотография|иллюстрация|снимок|fotoğraf|görsel|resim|الصوره|صوره|تصوير|المصدر الصوره)(?: (?:credits?|by|courtesy(?: of)?|via|from|source|crédit|de|von|par))?\s*[:：/©|(].{1,100}$",
        r"^\W*(?:image|photo|picture|video) (?:credit|courtesy|source|caption)\b.{0,120}$",
        r"^\W*(?:credit|crédit|crédits|bildnachweis|bildquelle|foto|créditos?|photo|image) ?[:/].{1,100}$",
        r"^\W*(?:(?:\w+[ ./'-]{1,3}){0,4})(?:/|via |\| ?|- ?|— ?|, )?\s*(?:getty(?: images)?|shutterstock|ap photo|afp photo|reuters/\w+.{0,30}|epa|epa-efe|imago(?: images)?|picture alliance|dpa/picture.{0,20}|anadolu agency via.{0,20}|alamy|istock|istockphoto|unsplash|pixabay|adobe stock)(?:\W.{0,40})?$",
    ),
    longest=160,
)
FURNITURE: Final = Notice(
    "furniture",
    _any(
        r"^\W*(?:\d+|a few|one|two|three|four|five|six|seven|eight|nine|ten)[ -]?(?:min(?:ute)?s?)\.?(?: to)? (?:read|reading time|watch|listen)\W*$",
        r"^\W*(?:printer[- ]friendly(?: version| page)?|print version|версия для печати|распечатать|نسخة للطباعة|yazdırılabilir sürüm|version imprimable|druckversion|versión para imprimir)\W*$",
        r"^\W*(?:нашли|заметили|увидели) (?:опечатку|ошибку)\b.{0,120}$|\bctrl ?\+ ?enter\b",
        r"^\W*(?:reading time|estimated reading time|read time|lesezeit|lesedauer|temps de lecture|tiempo de lectura|tempo de leitura|время чтения|время на чтение|مده القراءه|وقت القراءه|okuma süresi)\s*:?\s*.{0,30}$",
        r"^\W*\d+ ?(?:minuten lesezeit|min\.? (?:lesezeit|lesen)|minutes? de lecture|minutos? de lectura|мин(?:ут\w*)?\.? (?:на чтение|чтения)|دقائق? (?:قراءه|للقراءه)|dk\.? (?:okuma|okunma).{0,10}|dakikalık okuma)\W*$",
        r"^\W*(?:listen to (?:this )?(?:article|story)|listen|play|pause|watch(?: the)? video|video|play video|loading|please wait|image|gallery|view gallery|open image in gallery|close|back to top|print this page|text size|font size|show more|show less|load more|view more|next|previous|skip to (?:main )?content|home|menu|search|log ?in|sign in|sign up|expand|collapse|live|updated|breaking news|artikel anhören|nach oben|zurück zur startseite|retour en haut|écouter l'article|volver arriba|escuchar|слушать|наверх|استمع|العوده للاعلى|başa dön|haberi dinle|dinle)\W*$",
        r"^\W*(?:an error (?:has )?occurred|something went wrong|please try again|thank you|this article has been sent to|order reprints|print article|reprints|link zum \w+-inhalt|infos zum zitiervorschlag)\b.{0,60}$",
        r"\b(?:empfohlener|externer|redaktioneller) (?:externer )?(?:inhalt|redaktioneller inhalt)\b|an dieser stelle (?:finden sie|befindet sich|steht|würden wir)|ich bin damit einverstanden, dass mir externe inhalte|mit dem laden des (?:inhalts|videos|tweets)",
        r"\b(?:this content is (?:not available|hosted|blocked)|content (?:is )?(?:not available|blocked).{0,40}(?:privacy|preferences|consent|region|cookies)|external content|embedded content|view this (?:post|photo|video|profile) on|a post shared by|we need your (?:consent|permission) (?:to load|before)|to (?:view|display|load|show(?: you)?) this (?:content|embed|tweet|post))\b",
        r"(?:ce contenu (?:n'est pas disponible|est bloqué|est hébergé)|contenu externe|este contenido no (?:está|se)|contenido externo|внешн\w+ контент|محتوي خارجي|harici içerik)",
        r"^\W*(?:breaking(?: news)?: .{0,20}$|this is a (?:breaking|developing)(?: new| news)? story|(?:a |the )?developing story|more to follow|more (?:details |updates )?(?:soon|shortly|to come)|follow (?:along (?:with|here|live)|live|our live)|live updates?|refresh (?:this page )?for|check back (?:soon|later|for updates)|stay with us|we (?:are|will be) (?:updating|bringing)|updates? to follow|this (?:page|story|article|report) (?:will be|is being) updated|the live ?blog|our live (?:coverage|blog)|that's (?:all|it) (?:for|from)|we are (?:closing|pausing|ending) (?:this|our|the))\b.{0,140}$",
        r"^\W*(?:wird (?:laufend |fortlaufend |ständig )?aktualisiert|eilmeldung|mehr in kürze|in kürze mehr|dieser (?:artikel|text|beitrag|liveblog) wird|der liveblog|verfolgen sie|plus d'informations à (?:suivre|venir)|dépêche en cours|cet article (?:est|sera) (?:en cours|mis à jour)|suivez (?:notre|en) direct|ce direct est|noticia en (?:desarrollo|progreso)|en desarrollo|habrá ampliación|últim[ao] (?:hora|minuto)|sigue (?:en directo|la última hora)|новость дополняется|материал дополняется|текст дополняется|новость обновляется|следите за|онлайн-трансляция|мы завершаем|خبر عاجل|عاجل|يتبع|التفاصيل لاحقا|تفاصيل اكثر بعد قليل|تابعوا (?:البث|التغطيه|معنا)|التغطيه المباشره|تحديث مستمر|son dakika|gelişme(?:ler)? (?:aktarıl|geldikçe)|haber güncellen|ayrıntılar (?:geliyor|birazdan)|detaylar (?:geliyor|birazdan)|canlı (?:anlatım|yayın|takip)|gelişmeler)\b.{0,120}$",
        r"^\W*(?:we may earn|as an amazon associate|if you (?:buy|purchase|click|make a purchase)|when you (?:buy|purchase|click|make a purchase)|purchases? (?:made )?through|this (?:post|article|page) (?:may )?contains? affiliate|affiliate (?:links?|disclosure)|products? featured)\b.{0,250}$",
    ),
    longest=320,
)
SOURCE: Final = Notice(
    "source_credit",
    _any(r"^\W*(?:source|sources|quelle|quellen|fuente|fuentes|источник|المصدر|المصدر|kaynak|via)\s*[:：]\s*.{2,60}$"),
    place=Place.TAIL,
    longest=90,
)

NOTICES: Final = (
    COOKIES, BROWSER, ARCHIVE, NEWSLETTER, APP, PAYWALL, CHALLENGE, SHARE, FOLLOW, ADVERTISEMENT, RELATED, READ_MORE, COMMENTS,
    COPYRIGHT, PHOTO_CREDIT, FURNITURE, SOURCE,
)  # fmt: skip
