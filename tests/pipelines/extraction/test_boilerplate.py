"""What is taken out of a text, and what must stay. All sentences are our own."""

import random

import pytest

from pipelines.extraction.boilerplate import Known, clean

# Sentences of articles that are about what notices are about; none of them may go.
ARTICLES = [
    "Google said on Tuesday that its Chrome browser would stop supporting third-party cookies next year.",
    "The regulator fined the company because its cookie banner made it harder to refuse than to accept.",
    "“We use cookies to understand our readers,” the editor said when she was asked about the new rules.",
    "The newsletter that the ministry sends to farmers every week has 40,000 readers.",
    "Historians who opened the archive in Aleppo found that a third of the pages were more than 200 years old.",
    "The app was downloaded two million times before the government blocked it.",
    "Subscribers left the telephone company in large numbers after the price rise.",
    "The photo shows soldiers at the gate of the base near Morek, according to the observatory.",
    "This article was originally published by our partner in Beirut.",
    "Correction, Nov. 15: an earlier version of this story gave the wrong width of the zone.",
    "(Reporting by Jane Roe in Ankara; Editing by John Doe)",
    "ANKARA, Sept 17 (Agency) - The presidents met for four hours.",
    "| Idlib | 3,000,000 | 2018 |",
    "Copyright law was the subject of the minister's speech, which lasted an hour.",
    "Follow-up talks are to begin in Tehran in October.",
    "By Monday evening, half of the tanks had left the strip.",
    "Read aloud in parliament, the letter drew applause from both sides.",
    "Related groups said that they would not give up their heavy weapons.",
    "Share prices fell in Istanbul after the announcement.",
    "Comments by the foreign minister on Friday pointed to a longer pause.",
    "Der Browser-Hersteller kündigte an, Cookies von Drittanbietern künftig zu blockieren.",
    "Das Archiv der Stadt ist mehr als hundert Jahre alt und wird nun digitalisiert.",
    "Die Zeitung verlor im vergangenen Jahr ein Zehntel ihrer Abonnenten.",
    "Le navigateur bloquera par défaut les cookies des régies publicitaires, a annoncé le groupe.",
    "Les archives du ministère, vieilles de plus de cinquante ans, ont été ouvertes aux chercheurs.",
    "El navegador dejará de admitir las cookies de terceros, informó la empresa.",
    "El archivo de la ciudad guarda documentos de más de dos siglos de historia.",
    "Şirket, tarayıcısında üçüncü taraf çerezlere verdiği desteği gelecek yıl bitireceğini açıkladı.",
    "Arşivdeki belgeler, iki ülke arasındaki görüşmelerin on yıl önce başladığını gösteriyor.",
    "Компания заявила, что откажется от файлов cookie сторонних сайтов в своём браузере.",
    "Архив, которому более двухсот лет, перевезут в новое здание до конца года.",
    "أعلنت الشركة أن متصفحها سيتوقف عن دعم ملفات تعريف الارتباط التابعة لجهات أخرى العام المقبل.",
    "قال المؤرخون إن الوثائق المحفوظة في الأرشيف تعود إلى أكثر من مئة عام.",
]

# Notices by language and kind, as sites write them.
NOTICES = {
    "en": [
        "We use cookies to give you the best experience. By continuing to browse you agree to our use of cookies.",
        "Your browser is out of date. Please upgrade to view this site properly.",
        "You need to enable JavaScript to run this app.",
        "This article is more than 4 years old",
        "You are viewing an archived version of this page.",
        "Sign up for our daily newsletter and get the top stories in your inbox.",
        "Download our free app from the App Store or Google Play",
        "Read more: What the deal means for aid convoys",
        "Share this article on Facebook, Twitter or WhatsApp",
        "Follow us on Telegram for breaking news",
        "© 2018 Example Media Group. All rights reserved.",
        "Photo: Jane Roe/Example Pictures",
        "Subscribe now to continue reading this article",
        "Please verify you are a human",
        "This live blog is now closed. Thanks for reading.",
        "Advertisement - continue reading below",
    ],
    "de": [
        "Wir verwenden Cookies, um unser Angebot zu verbessern. Mit der Nutzung stimmen Sie dem zu.",
        "Ihr Browser ist veraltet. Bitte aktualisieren Sie ihn, um alle Funktionen zu nutzen.",
        "Dieser Artikel ist älter als fünf Jahre.",
        "Abonnieren Sie unseren Newsletter und bleiben Sie informiert.",
        "Laden Sie jetzt unsere kostenlose App herunter",
        "Lesen Sie auch: Was das Abkommen für Helfer bedeutet",
        "Artikel teilen",
        "Folgen Sie uns auf Telegram und Facebook",
        "Alle Rechte vorbehalten.",
        "Foto: Erika Muster/Beispiel",
        "Dieser Artikel wird laufend aktualisiert.",
    ],
    "fr": [
        "Nous utilisons des cookies pour améliorer votre navigation. En poursuivant, vous les acceptez.",
        "Votre navigateur n'est plus pris en charge. Veuillez le mettre à jour.",
        "Cet article date de plus de trois ans.",
        "Inscrivez-vous à notre newsletter pour recevoir chaque matin l'essentiel de l'actualité.",
        "Téléchargez notre application gratuite",
        "À lire aussi : ce que l'accord change pour les convois",
        "Partager sur Facebook",
        "Suivez-nous sur Telegram",
        "Tous droits réservés.",
        "Crédit photo : Jeanne Exemple",
        "Pour lire la suite, abonnez-vous.",
    ],
    "es": [
        "Utilizamos cookies para mejorar su experiencia. Si continúa navegando, acepta su uso.",
        "Su navegador no es compatible. Actualícelo para ver esta página.",
        "Este artículo tiene más de tres años de antigüedad.",
        "Suscríbete a nuestro boletín y recibe las noticias en tu correo.",
        "Descarga nuestra aplicación gratis en Google Play",
        "Lea también: lo que el acuerdo significa para los convoyes",
        "Compartir en Facebook",
        "Síguenos en Telegram",
        "Todos los derechos reservados.",
        "Foto: Juana Ejemplo",
        "Para seguir leyendo, suscríbete.",
    ],
    "tr": [
        "Size daha iyi hizmet sunabilmek için çerezler kullanıyoruz.",
        "Tarayıcınız güncel değil. Lütfen güncelleyin.",
        "Bu haber üç yıldan daha eski.",
        "Günlük bültenimize abone olun, haberler e-posta kutunuza gelsin.",
        "Uygulamamızı App Store'dan ücretsiz indirin",
        "İlgili haber: Anlaşma yardım konvoyları için ne anlama geliyor",
        "Bu haberi paylaş",
        "Bizi Telegram'da takip edin",
        "Her hakkı saklıdır.",
        "Fotoğraf: Ayşe Örnek",
        "Okumaya devam etmek için abone olun.",
    ],
    "ru": [
        "Мы используем файлы cookie. Продолжая пользоваться сайтом, вы соглашаетесь с этим.",
        "Ваш браузер устарел. Обновите его, чтобы увидеть сайт полностью.",
        "Этому материалу более трёх лет. Вы читаете архивную статью.",
        "Подпишитесь на нашу рассылку и получайте главные новости на почту.",
        "Скачайте наше бесплатное приложение",
        "Читайте также: что соглашение значит для конвоев",
        "Поделиться в социальных сетях",
        "Подписывайтесь на наш канал в Telegram",
        "Все права защищены.",
        "Фото: Анна Примерова",
        "Чтобы читать дальше, оформите подписку.",
    ],
    "ar": [
        "نستخدم ملفات تعريف الارتباط لتحسين تجربتك على موقعنا. باستمرارك في التصفح فإنك توافق على ذلك.",
        "متصفحك قديم، يرجى تحديثه لعرض الموقع بشكل صحيح.",
        "هذا المقال من الأرشيف وقد مر عليه أكثر من ثلاث سنوات.",
        "اشترك في نشرتنا البريدية ليصلك أهم الأخبار كل صباح.",
        "حمل تطبيقنا المجاني من متجر غوغل بلاي",
        "اقرأ أيضا: ماذا يعني الاتفاق لقوافل المساعدات",
        "شارك المقال على فيسبوك",
        "تابعونا على تلغرام",
        "جميع الحقوق محفوظة.",
        "الصورة: مثال للأنباء",
        "لمتابعة القراءة يرجى تسجيل الدخول أو الاشتراك.",
    ],
}
EVERY_NOTICE = [notice for notices in NOTICES.values() for notice in notices]
NEWS = [
    "The first armoured vehicles left the strip on Friday, two weeks before the date that the agreement sets for them.",
    "Residents of the villages along the road reported that the night had passed without shelling for the first time.",
    "Negotiators meet again next month to settle who patrols the motorway between the two largest cities of the north.",
]


@pytest.mark.parametrize("sentence", ARTICLES)
def test_a_sentence_of_an_article_stays(sentence: str):
    assert clean([NEWS[0], sentence, NEWS[1]], Known()) == ([NEWS[0], sentence, NEWS[1]], [])


@pytest.mark.parametrize("notice", EVERY_NOTICE)
@pytest.mark.parametrize("place", range(4))
def test_a_notice_goes_wherever_it_stands(notice: str, place: int):
    kept, removed = clean([*NEWS[:place], notice, *NEWS[place:]], Known())
    assert kept == NEWS
    assert [removal.text for removal in removed] == [notice]


def test_many_notices_in_one_text_go_and_every_removal_has_its_reason():
    dice = random.Random(17)
    lines = [*ARTICLES, *EVERY_NOTICE]
    dice.shuffle(lines)
    kept, removed = clean([NEWS[0], *lines], Known())
    assert sorted(kept) == sorted([NEWS[0], *ARTICLES])
    assert {removal.text for removal in removed} == set(EVERY_NOTICE)
    assert all(removal.reason.isidentifier() for removal in removed)


def test_the_title_by_line_and_date_above_the_text_go():
    lines = ["Leaders agree on zone", "By Jane Roe", "17 September 2018, 18:05", *NEWS]
    kept, removed = clean(lines, Known(titles=("Leaders agree on zone | Example", "Leaders agree on zone")))
    assert kept == NEWS
    assert [removal.reason for removal in removed] == ["repeated_title", "byline", "date_line"]


def test_a_kicker_before_the_repeated_title_goes_with_it():
    kept, removed = clean(
        ["Latest NewsLeaders agree on a zone in Idlib", *NEWS], Known(("Leaders agree on a zone in Idlib",))
    )
    assert kept == NEWS
    assert removed[0].reason == "repeated_title"


def test_menus_above_the_title_go_but_paragraphs_stay():
    menus = ["Africa", "World", "Sport", "Leaders agree on zone"]
    assert clean([*menus, *NEWS], Known(("Leaders agree on zone",)))[0] == NEWS
    assert clean([NEWS[0], *menus], Known(("Leaders agree on zone",)))[0] == [NEWS[0], *menus]


def test_headlines_under_a_header_of_related_reports_go_with_it():
    known = Known(links=frozenset({"army closes road to the north", "talks begin in october"}))
    lines = [*NEWS, "Related articles", "Army closes road to the north", "Talks begin in October"]
    kept, removed = clean(lines, known)
    assert kept == NEWS
    assert [removal.reason for removal in removed] == ["related", "related_headline", "related_headline"]


def test_a_caption_that_repeats_stays_once():
    caption = "Villagers watch a convoy on the road near the line of contact, September 2018"
    assert clean([NEWS[0], caption, NEWS[1], caption, NEWS[2]], Known())[0] == [NEWS[0], caption, NEWS[1], NEWS[2]]


def test_the_authors_name_under_the_text_goes():
    assert clean([*NEWS, "Jane Roe"], Known(authors=("Jane Roe",)))[0] == NEWS


def test_the_pointers_of_a_round_up_are_its_own():
    reviews = [
        f"The {name} is light, costs little and lasts for a day of work in the field, we found." for name in "ABCDEF"
    ]
    text = [line for review in reviews for line in (review, "Read our full review here.")]
    assert clean(text, Known())[1] == []
    assert {removal.text for removal in clean(text[:6], Known())[1]} == {"Read our full review here."}


def test_titles_under_a_header_of_related_reports_go_from_a_text_without_links():
    text = [
        "Ministers met in Vienna on Monday to talk about grain.",
        "Related stories",
        "Grain ship leaves the port at last",
    ]
    assert clean(text, Known())[0] == text[:1]
