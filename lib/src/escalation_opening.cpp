// SPDX-License-Identifier: EUPL-1.2
#include "escalation_opening.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "verzuim/error.hpp"
#include "verzuim/hash.hpp"
#include "verzuim/text.hpp"

namespace verzuim {

const Enrolment* enrolment_at(const PupilFacts& facts, std::string_view school, Date date) {
  const Enrolment* last = nullptr;
  for (const Enrolment& row : facts.enrolments) {
    if (brin_of(row.school) != brin_of(school)) continue;
    if (row.covers(date)) return &row;
    last = &row;
  }
  return last;
}

DossierEvent opened(const EscalationSetting& setting, const Enrolment& row, const std::string& pupil,
                    const std::string& school, const std::string& id, Date on, Fields more) {
  const Ladder* ladder = setting.ladders->of(row.sector);
  if (ladder == nullptr)
    throw Error(ErrorCode::config, fmt::format("no ladder is for the sector {}; give one with --ladder",
                                               sector_names[static_cast<std::size_t>(row.sector)]));
  DossierEvent event;
  event.dossier = id;
  event.pupil = pupil;
  event.school = school;
  event.type = "opened";
  event.on = on;
  event.recorded_at = setting.at;
  event.fields = {{"ladder", ladder->id},
                  {"sector", std::string(sector_names[static_cast<std::size_t>(row.sector)])}};
  event.fields.insert(event.fields.end(), more.begin(), more.end());
  return event;
}

std::vector<DossierEvent> open_dossier(const EscalationSetting& setting, Date on, const PupilFacts& facts,
                                       std::string_view school, std::string_view theme,
                                       const std::string& role) {
  std::vector<const Enrolment*> rows;
  for (const Enrolment& row : facts.enrolments)
    if (row.covers(on) && (school.empty() || brin_of(row.school) == brin_of(school))) rows.push_back(&row);
  if (rows.empty())
    throw Error(ErrorCode::data, fmt::format("this pupil is enrolled at no {}school on {}; check --school "
                                             "and --on, or ingest the pupils file first",
                                             school.empty() ? "" : "such ", to_string(on)));
  const auto other = [&](const Enrolment* row) {
    return brin_of(row->school) != brin_of(rows.front()->school);
  };
  if (std::any_of(rows.begin(), rows.end(), other))
    throw Error(
        ErrorCode::data,
        fmt::format("this pupil has more than one school on {}; say which with --school", to_string(on)));

  const Enrolment& row = *rows.front();
  const std::string id =
      "D" + short_id({"dossier", facts.pupil, brin_of(row.school), "person", to_string(on), theme});
  DossierCase fresh(setting, facts, on);
  DossierEvent first = opened(setting, row, facts.pupil, row.school, id, on,
                              {{"gemeente", row.gemeente}, {"by", "person"}, {"theme", std::string(theme)}});
  first.role = role;
  fresh.apply(std::move(first));
  DossierEvent second = fresh.assigned(*fresh.ladder().find(fresh.ladder().start(theme)), "person", on, {});
  second.role = role;
  fresh.apply(std::move(second));
  return fresh.fresh();
}

}  // namespace verzuim
