from datetime import date

from django.shortcuts import render

from filing.fees.forms import FeeForm
from filing.fees.kinds import PAYABLE
from portal.people.access import public


@public
def fee_quote(request):
    """What a case costs: the question and, once a kind is chosen, its answer; the address holds both."""
    form = FeeForm(request.GET if "kind" in request.GET else None)
    answer = form.answer if form.is_valid() else None
    context = {"form": form, "answer": answer}
    if answer:
        context |= {
            "amounts": form.cleaned_data["amount"],
            "currency": form.cleaned_data["currency"].upper(),
            "day": form.day,
            "payable": PAYABLE[answer.quote.payable],
            "kind": form.kind_label,
            "version": date.fromisoformat(answer.quote.version),
        }
    return render(request, "filing/fees/quote.html", context, status=400 if form.errors else 200)
