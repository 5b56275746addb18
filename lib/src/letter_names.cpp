// SPDX-License-Identifier: EUPL-1.2
// The names that templates may use.
#include "letter_data.hpp"

namespace verzuim {

const std::vector<LetterName>& letter_names() {
  static const std::vector<LetterName> names = {
      {"pupil", "dossier.pupil", {}},
      {"school", "dossier.school", {}},
      {"school_name", "letter.school_name", {}},
      {"gemeente", "dossier.gemeente", {}},
      {"dossier", "dossier.dossier", {}},
      {"opened_on", "dossier.opened_on", {}},
      {"status", "dossier.status", {}},
      {"step", "dossier.step", {}},
      {"act", "dossier.act", {}},
      {"owner", "dossier.owner", {}},
      {"due_on", "dossier.due_on", {}},
      {"today", "letter.today", {}},
      {"reader", "letter.reader", {}},
      {"receiver", "letter.reader", {}},
      {"sender", "letter.sender", {}},
      {"contact_name", "letter.contact", {}},
      {"contact_phone", "letter.contact", {}},
      {"contact_email", "letter.contact", {}},
      {"meeting_date", "letter.meeting_date", {}},
      // What the school fills in: the dossier knows no names, and no place or hour of a meeting.
      {"name", "letter.by_hand", {}},
      {"time", "letter.by_hand", {}},
      {"place", "letter.by_hand", {}},
      {"signature", "letter.by_hand", {}},
      {"blank", "letter.by_hand", {}},
      // Yes or nothing, for sections.
      {"mbo", "letter.sector", {}},
      {"to_pupil", "letter.reader", {}},
      {"to_parents", "letter.reader", {}},
      {"to_school", "letter.reader", {}},
      {"to_gemeente", "letter.reader", {}},
      {"to_jeugdarts", "letter.reader", {}},
      {"adult", "letter.age", {}},
      {"compulsory", "letter.age", {}},
      {"since", "letter.since", {}},
      {"late_count", "letter.late_count", {}},
      {"unauthorised_hours", "letter.unauthorised_hours", {}},
      {"unexplained_count", "letter.unexplained_count", {}},
      {"sick_days", "letter.sick_days", {}},
      {"absent_days", "letter.absent_days", {}},
      {"talks", "talk", {}},
      {"on", "event.on", "talks"},
      {"by", "event.role", "talks"},
      {"present", "talk.present", "talks"},
      {"causes", "talk.cause", "talks"},
      {"needs", "talk.need", "talks"},
      {"talk", "talk", {}},
      {"on", "event.on", "talk"},
      {"by", "event.role", "talk"},
      {"present", "talk.present", "talk"},
      {"causes", "talk.cause", "talk"},
      {"needs", "talk.need", "talk"},
      {"text", "talk.text", "talk"},
      // What the pupil and the mentor wrote together: the text of a talk about the A4.
      {"a4", "a4.text", {}},
      {"on", "event.on", "a4"},
      {"text", "a4.text", "a4"},
      {"afspraken", "afspraak", {}},
      {"what", "afspraak.what", "afspraken"},
      {"who", "afspraak.who", "afspraken"},
      {"due", "afspraak.due", "afspraken"},
      {"state", "afspraak.kept", "afspraken"},
      {"contacts", "contact", {}},
      {"on", "event.on", "contacts"},
      {"how", "contact.how", "contacts"},
      {"reached", "contact.reached", "contacts"},
      {"knooppunt", "knooppunt", {}},
      {"on", "event.on", "knooppunt"},
      {"parties", "knooppunt.parties", "knooppunt"},
      {"pupil_there", "knooppunt.pupil", "knooppunt"},
      {"parents_there", "knooppunt.parents", "knooppunt"},
      {"decisions", "knooppunt.decision", "knooppunt"},
      {"regisseur", "knooppunt.regisseur", "knooppunt"},
      {"text", "knooppunt.text", "knooppunt"},
      {"melding", "melding", {}},
      {"on", "event.on", "melding"},
      {"kind", "melding.kind", "melding"},
      {"begin", "melding.begin", "melding"},
      {"end", "melding.end", "melding"},
      {"hours", "melding.hours", "melding"},
      {"number", "melding.number", "melding"},
      {"status", "melding.status", "melding"},
      {"text", "melding.text", "melding"},
      {"why", "melding.reason", "melding"},
      {"all_lessons", "melding.all_lessons", "melding"},
      {"done_before", "melding.done", "melding"},
      {"wanted", "melding.wanted", "melding"},
      {"priority", "melding.priority", "melding"},
      {"days", "letter.melding_days", {}},
      {"on", "letter.melding_days", "days"},
      {"lessons", "letter.melding_days", "days"},
      {"minutes", "letter.melding_days", "days"},
      {"verslag", "verslag", {}},
      {"on", "event.on", "verslag"},
      {"text", "verslag.text", "verslag"},
      {"handover", "handover", {}},
      {"on", "event.on", "handover"},
      {"from", "handover.from", "handover"},
      {"to", "handover.to", "handover"},
      {"gemeente", "handover.gemeente", "handover"},
      {"reason", "handover.reason", "handover"},
      {"text", "handover.text", "handover"},
      {"a4_on", "handover.a4_on", "handover"},
      {"done", "event.type", {}},
      {"on", "event.on", "done"},
      {"what", "event.type", "done"},
      {"by", "event.role", "done"},
      {"more", "event.type", "done"},
      {"course", "event.type", {}},
      {"on", "event.on", "course"},
      {"what", "event.type", "course"},
      {"by", "event.role", "course"},
      {"more", "event.type", "course"},
  };
  return names;
}

const TemplateNames& template_names() {
  static const TemplateNames names = [] {
    TemplateNames map;
    for (const LetterName& name : letter_names())
      if (name.list.empty())
        map[std::string(name.name)];
      else
        map[std::string(name.list)].emplace_back(name.name);
    return map;
  }();
  return names;
}

}  // namespace verzuim
