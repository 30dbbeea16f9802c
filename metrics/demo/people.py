"""The demo district's people: every role at every court, and the mediators of its rosters."""

from django.contrib.auth.hashers import make_password

from mediation.models import MediationOrganisation, Mediator
from portal.people.models import Membership, Person, Role

ROLES = {
    Role.CLERK: "窗口",
    Role.FILING_JUDGE: "立案法官",
    Role.JUDGE: "审判员",
    Role.MEDIATOR: "调解员",
    Role.DUTY_LEADER: "带班院领导",
    Role.WATCHER: "专人",
}
# Sign-ins announced by script/demo: (court's position, role) → user name.
SIGN_INS = {
    (2, Role.CLERK): "chuangkou",
    (2, Role.FILING_JUDGE): "faguan",
    (2, Role.MEDIATOR): "tiaojie",
    (2, Role.JUDGE): "shenpan",
    (2, Role.DUTY_LEADER): "lingdao",
    (1, Role.WATCHER): "zhuanren",
}
PLACES = ["诉讼服务中心调解室", "林场调解点", "社区调解室"]


def make_staff(courts, password):
    """{court: {role: person}}; without a password nobody can sign in."""
    hashed = make_password(password or None)
    staff = {}
    for position, court in enumerate(courts):
        staff[court] = {}
        for role, title in ROLES.items():
            username = SIGN_INS.get((position, role), f"{role}{position}")
            staff[court][role] = _person(username, f"{court.short_name}{title}", hashed, court, role)
    top = courts[0]
    _person("lian", "立案庭", hashed, top, Role.DIVISION)
    _person("guanli", "管理员", hashed, top, Role.ADMINISTRATOR)
    return staff


def make_rosters(courts, staff):
    """{court: [mediators]}: one organisation of each kind in reach, three mediators a court."""
    rosters = {}
    for position, court in enumerate(courts):
        kind = list(MediationOrganisation.Kind)[position % 4]
        organisation, _made = MediationOrganisation.objects.get_or_create(
            name=f"{court.seat or court.short_name}人民调解委员会", defaults={"kind": kind}
        )
        organisation.courts.add(court)
        rosters[court] = []
        for place, name in zip(PLACES, ["金明哲", "李秀兰", "赵林海"], strict=True):
            person = staff[court][Role.MEDIATOR] if place == PLACES[0] else None
            mediator, _made = Mediator.objects.get_or_create(
                name=name,
                organisation=organisation,
                defaults={"person": person, "place": place, "speaks_korean": name == "金明哲"},
            )
            mediator.courts.add(court)
            rosters[court].append(mediator)
    return rosters


def _person(username, name, hashed, court, role):
    person, _made = Person.objects.get_or_create(username=username, defaults={"name": name})
    person.password = hashed
    person.save(update_fields=["password"])
    Membership.objects.get_or_create(person=person, court=court, role=role)
    return person
