"""Function words, which say nothing about what a text is about. In the spelling of `words.fold`."""

from typing import Final

from pipelines.stories.words import words_of

_ENGLISH: Final = """
a about above after again against all almost also although always am among an and another any are around as at away
back be became because been before being below between both but by came can cannot come could day days did do does
doing don done down during each either else even ever every few first for from further get give given go going gone
got had has have having he her here hers herself him himself his how however i if in into is it its itself just last
later latest least less let like made make many may me might more most much must my myself near never new next no nor
not now of off often on once one only onto or other others our ours out over own part per put rather re said same say
saying says see seen several she should since so some still such take than that the their theirs them themselves then
there these they thing things this those though three through thus till to today together told too toward towards two
under until up upon us use used very via was way we well went were what when where whether which while who whom whose
why will with within without would year years yes yesterday yet you your yours ll ve isn wasn weren aren didn doesn
hasn haven hadn couldn wouldn shouldn mr mrs ms according monday tuesday wednesday thursday friday saturday sunday
january february march april june july august september october november december
"""
_RUSSIAN: Final = """
а без более больше был была были было быть в вам вас ведь весь во вот все всего всех всю вы где да даже два для до его
ее если есть еще ж же за здесь и из или им иметь их к как какая какой когда кого которая которого которой котором
которую которые который которых кто куда ли либо лишь между меня мне много может можно мой мы на над надо нас наш не
него нее ней нет ни них но ну о об один одна однако одной он она они оно от очень перед по под после потом потому
почти при про раз с сам свое своей своего своих свои себе себя сейчас со сказал сказала сообщил сообщила сообщает
заявил заявила словам так также такой там те тем теперь то того тоже той только том тот три ту ты у уже хотя чего чем
через что чтобы эта эти этих это этого этой этом этот эту я году года год лет дня понедельник вторник среду четверг
пятницу субботу воскресенье января февраля марта апреля мая июня июля августа сентября октября ноября декабря
"""
_TURKISH: Final = """
acaba ama ancak arada artık aslında ayrıca az bana bazı belki ben beni benim beri bile bin bir biraz biri birkaç
birlikte biz bize bizim bu buna bunda bundan bunlar bunu bunun burada büyük çok çünkü da daha dahi de dedi defa değil
değildi diğer diye dolayı en etmek eden edilen ettiği ettiğini edildi etti fakat gibi göre hala hangi hatta hem henüz
hep hepsi her herhangi herkes hiç için ile ilgili ise iki işte kadar karşı kendi kez ki kim kimi mı mi mu mü nasıl ne
neden nerede niçin o olan olarak oldu olduğu olduğunu olması olmak olsa olup on ona onlar onu onun oysa önce öyle
sadece sanki şekilde sen siz son sonra sonrasında söyledi şey şu şöyle tarafından tüm üç üzere üzerinde var ve veya ya
yani yapılan yaptığı yeni yer yine yok yıl yılında zaman açıkladı belirtti ifade kaydetti bildirdi pazartesi salı
çarşamba perşembe cuma cumartesi pazar ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık
"""
_ARABIC: Final = """
آخر أحد أن إن أنه إنه أنها إنها أو أول أي أيضا إذا إذ إلا إلى أما أمام أكثر أكد أعلن أعلنت أكدت أضاف أضافت أشار أشارت
ألا أم أهم الآن التي الذي الذين الى اليوم الماضي اللذين اللتين بأن بعد بعض بل بن به بها بين بينما بسبب بشأن تحت تكون
تلك تم ثم ثلاثة جدا جميع حتى حول حيث حين خلال دون ذلك ذات رغم سوف سيكون صباح ضد ضمن عام عاما عبر عدد عدم عدة على عليه
عليها عن عند عندما غير فإن في فيما فيه فيها قال قالت قبل قد كان كانت كل كلا كما لا لأن لدى لقد لكن لكنه لم لن له لها
لهم لو ليس ليست ما مثل مساء مع من منذ منها منه مما نحو نفس نفسه هذا هذه هكذا هل هم هنا هناك هو هي و واحد والتي والذي
وأضاف وأن وإن وقال وقالت وقد وكان وكانت ولا ولكن ولم وما ومن وهو وهي وفي وعلى يتم يكون يمكن يوم يوميا وذلك وأكد وأوضح
أوضح وأشار السبت الأحد الاثنين الثلاثاء الأربعاء الخميس الجمعة يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر
أكتوبر نوفمبر ديسمبر
"""

STOPWORDS: Final = frozenset(words_of(_ENGLISH + _RUSSIAN + _TURKISH + _ARABIC))
