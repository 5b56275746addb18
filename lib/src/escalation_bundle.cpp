// SPDX-License-Identifier: EUPL-1.2
// What may be reported together: signals within some days of unbroken absence. A report that is due is never
// held past its day.
#include <fmt/format.h>

#include <algorithm>

#include "escalation_case.hpp"

namespace verzuim {

std::vector<const Absence*> DossierCase::counted(Date from, Date until, KindSet kinds) const {
  std::vector<const Absence*> list;
  for (const Absence& absence : facts_.absences)
    if (absence.date >= from && absence.date <= until && counts(absence, kinds)) list.push_back(&absence);
  std::stable_sort(list.begin(), list.end(), [](const Absence* a, const Absence* b) {
    return std::pair(a->date, a->lesson) < std::pair(b->date, b->lesson);
  });
  return list;
}

bool DossierCase::is_unbroken(Date after, Date until, KindSet kinds) const {
  const SchoolDays* days = setting_.calendar->of(state_.school);
  for (Date date = after + 1; date <= until; date = date + 1) {
    const bool school = days != nullptr && days->known(date) ? days->is_school_day(date) : weekday(date) <= 5;
    if (school && counted(date, date, kinds).empty()) return false;
  }
  return true;
}

std::vector<const DossierSignal*> DossierCase::bundle(const OpenStep& step) const {
  std::vector<const DossierSignal*> together;
  const LadderStep& ladder_step = *ladder().find(step.step);
  for (const DossierSignal* signal : state_.unreported(step.step)) {
    if (signal->reached_on > on_) continue;
    if (together.empty()) {
      together.push_back(signal);
      continue;
    }
    const DossierSignal& first = *together.front();
    const bool near =
        signal->reached_on - first.reached_on < ladder_step.bundle && signal->melding == first.melding;
    if (near && is_unbroken(first.reached_on, signal->reached_on, ladder_step.kinds))
      together.push_back(signal);
  }
  return together;
}

std::string DossierCase::bundle_text(const OpenStep& step) const {
  const LadderStep& ladder_step = *ladder().find(step.step);
  const auto together = bundle(step);
  if (ladder_step.bundle == 0 || together.empty() || step.watching()) return {};
  std::string text;
  const auto all = state_.unreported(step.step);
  if (together.size() > 1)
    text = fmt::format(
        "Deze {} signalen vallen binnen {} dagen verzuim zonder onderbreking: u mag ze in één melding doen.",
        together.size(), ladder_step.bundle);
  if (const auto rest = all.size() - together.size(); rest > 0)
    text += fmt::format("{}Daarna {} nog {} op een eigen melding.", text.empty() ? "" : " ",
                        rest == 1 ? "wacht" : "wachten",
                        rest == 1 ? "één signaal" : fmt::format("{} signalen", rest));
  const DossierMelding* last = nullptr;
  for (const DossierMelding& melding : state_.meldingen)
    if (melding.status != "withdrawn" && melding.kind == together.front()->melding &&
        melding.last() < together.front()->reached_on)
      last = &melding;
  if (last == nullptr || !step.due_on) return text;
  const Date until = last->last() + ladder_step.bundle;
  if (on_ < until && until <= *step.due_on &&
      is_unbroken(last->last(), together.front()->reached_on, ladder_step.kinds))
    text += fmt::format(
        "{}De vorige melding loopt tot {} en het verzuim ging zonder onderbreking door: u mag wachten tot "
        "{} en dan alles samen melden.",
        text.empty() ? "" : " ", dutch_date(last->last()), dutch_date(until));
  return text;
}

}  // namespace verzuim
