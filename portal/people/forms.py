from django import forms
from django.contrib.auth import password_validation
from django.contrib.auth.forms import AuthenticationForm, UsernameField
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.courts.models import Court
from portal.people import locks, staffing
from portal.people.models import Membership, Person, Role
from portal.people.passwords import LONGEST, TOO_LONG


class SignInForm(AuthenticationForm):
    """One sentence for every failure: it must not tell which user names exist."""

    error_messages = {
        "invalid_login": _(
            "User name or password is wrong. Check both; in passwords upper and lower case differ."
        ),
        "inactive": _(
            "User name or password is wrong. Check both; in passwords upper and lower case differ."
        ),
    }
    username = UsernameField(
        label=_("User name"),
        max_length=60,
        error_messages={"max_length": _("A user name has at most 60 signs.")},
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "autofocus": True}
        ),
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        max_length=LONGEST,
        error_messages={"max_length": TOO_LONG},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class PresentPasswordForm(forms.Form):
    """Asks whoever changes the account for the password again; guesses are counted as when signing in."""

    old = forms.CharField(
        label=_("Present password"),
        strip=False,
        max_length=LONGEST,
        error_messages={"max_length": TOO_LONG},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, request, *args, **kwargs):
        self.request = request
        super().__init__(*args, **kwargs)

    def clean_old(self):
        if not locks.knows_password(self.request, self.cleaned_data["old"]):
            raise ValidationError(_("This is not your present password."))
        return self.cleaned_data["old"]


class PasswordForm(PresentPasswordForm):
    """A new password for whoever knows the present one."""

    new = forms.CharField(
        label=_("New password"),
        strip=False,
        help_text=_("At least 12 characters; not only digits; not a common word; not like your name."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("New password, again"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_new(self):
        new = self.cleaned_data["new"]
        if new == self.data.get("old"):
            raise ValidationError(_("Choose another password than the present one."))
        password_validation.validate_password(new, self.request.user)
        return new

    def clean(self):
        cleaned = super().clean()
        if "new" in cleaned and "again" in cleaned and cleaned["new"] != cleaned["again"]:
            self.add_error("again", _("The two new passwords differ."))
        return cleaned


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        widget=forms.TextInput(
            attrs={
                "class": "w-12",
                "autocomplete": "one-time-code",
                "autocapitalize": "none",
                "autofocus": True,
            }
        ),
    )


class RoleForm(forms.ModelForm):
    """A role at a court; only courts and roles that `by` may give."""

    class Meta:
        model = Membership
        fields = ["court", "role"]
        labels = {"court": _("Court")}

    def __init__(self, by, *args, person=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.by, self.person = by, person
        self.fields["court"].queryset = Court.objects.open().filter(pk__in=staffing.courts_staffed_by(by))
        self.fields["court"].empty_label = None
        self.fields["role"].choices = Role.choices

    def clean(self):
        cleaned = super().clean()
        court, role = cleaned.get("court"), cleaned.get("role")
        if court and role and not staffing.may_give(self.by, role, court):
            self.add_error("role", _("Only an administrator of this court or its superior gives this role."))
        elif self.person and self.person.memberships.filter(court=court, role=role).exists():
            self.add_error("role", _("This person already has this role at this court."))
        return cleaned


class PersonForm(forms.ModelForm):
    """A new member of staff, with the first role."""

    class Meta:
        model = Person
        fields = ["username", "name"]
        help_texts = {"username": _("Letters, digits, full stop, hyphen and underline.")}

    def clean_username(self):
        username = Person.normalize_username(self.cleaned_data["username"])
        if not all(sign.isalnum() or sign in "._-" for sign in username):
            raise ValidationError(_("Letters, digits, full stop, hyphen and underline only."))
        if Person.objects.filter(username__iexact=username).exists():
            raise ValidationError(_("This user name is taken."))
        return username
