from django.urls import path

from portal.people import oidc_views, second_step_views, staffing_views, views

app_name = "people"
urlpatterns = [
    path("sign-in/", views.sign_in, name="sign_in"),
    path("sign-in/code/", second_step_views.code, name="code"),
    path("sign-in/provider/", oidc_views.go, name="provider"),
    path("sign-in/provider/back/", oidc_views.come_back, name="provider_back"),
    path("sign-out/", views.sign_out, name="sign_out"),
    path("password/", views.password, name="password"),
    path("second-step/", second_step_views.manage, name="second_step"),
    path("second-step/on/", second_step_views.turn_on, name="turn_on_second_step"),
    path("second-step/off/", second_step_views.turn_off, name="turn_off_second_step"),
    path("second-step/codes/", second_step_views.renew_codes, name="renew_codes"),
    path("sessions/", views.sessions, name="sessions"),
    path("sessions/end-others/", views.end_other_sessions, name="end_other_sessions"),
    path("sessions/<uuid:public_id>/end/", views.end_session, name="end_session"),
    path("language/", views.language, name="language"),
    path("appearance/", views.appearance, name="appearance"),
    path("people/", staffing_views.people, name="list"),
    path("people/new/", staffing_views.take_on, name="take_on"),
    path("people/<int:pk>/", staffing_views.person, name="person"),
    path("people/<int:pk>/roles/", staffing_views.give_role, name="give_role"),
    path("people/<int:pk>/roles/<int:membership_pk>/take/", staffing_views.take_role, name="take_role"),
    path("people/<int:pk>/bar/", staffing_views.bar, name="bar"),
    path("people/<int:pk>/readmit/", staffing_views.readmit, name="readmit"),
    path("people/<int:pk>/end-sessions/", staffing_views.end_sessions, name="end_sessions"),
    path("people/<int:pk>/second-step/", staffing_views.turn_off_second_step, name="turn_off_for"),
    path("people/<int:pk>/lift-lock/", staffing_views.lift_lock, name="lift_lock"),
    path("people/<int:pk>/password/", staffing_views.renew_password, name="renew_password"),
]
