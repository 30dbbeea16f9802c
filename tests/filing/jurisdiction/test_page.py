"""The page that names court and procedure, by links and forms alone."""


def ask(client, **query):
    return client.get("/which-court/", query)


def test_places_are_asked_once_the_cause_is_known(client, district):
    page = ask(client, cause="欠钱", on="2026-03-02")
    assert page.context["cause"].name == "民间借贷纠纷"
    assert [field.name for field in page.context["form"].place_fields] == [
        "place_defendant",
        "place_performance",
    ]
    assert page.context["courts"] == []


def test_with_the_place_the_court_is_named(client, district):
    page = ask(client, cause="民间借贷纠纷", place_defendant="敦化市", amount="5万", on="2026-03-02")
    assert [court.short_name for court in page.context["courts"]] == ["敦化林院"]
    assert str(district["敦化林院"]) in page.content.decode()


def test_a_closed_court_is_named_with_where_to_ask(client, district):
    dunhua = district["敦化林院"]
    dunhua.closed_from = "2026-01-01"
    dunhua.save()
    page = ask(client, cause="民间借贷纠纷", place_defendant="敦化市", on="2026-03-02").text
    assert "自2026年1月1日起已撤销" in page and str(district["延边林区中院"]) in page


def test_a_place_that_is_none_is_as_if_not_told(client, district):
    assert ask(client, cause="民间借贷纠纷", place_defendant="<script>").context["courts"] == []


def test_words_that_fit_nothing_are_refused_with_what_to_do(client, db):
    assert ask(client, cause="🙂🙂").context["form"].errors["cause"]


def test_a_day_before_the_lists_and_an_unreadable_amount(client, db):
    assert ask(client, cause="离婚", on="2019-01-01").context["form"].errors["on"]
    assert ask(client, cause="离婚", amount="lots").context["form"].errors["amount"]


def test_the_bare_page_asks(client, db):
    assert "suggestion" not in ask(client).context
