from django.db import migrations

import portal.personal.fields


class Migration(migrations.Migration):
    dependencies = [("filing", "0001_initial")]

    operations = [
        migrations.AlterField("party", "id_number_index", portal.personal.fields.BlindIndexField("id_number")),
        migrations.AlterField("party", "phone_index", portal.personal.fields.BlindIndexField("phone")),
    ]
