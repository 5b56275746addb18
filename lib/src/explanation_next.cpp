// SPDX-License-Identifier: EUPL-1.2
// What changes a verdict, in sentences.
#include <fmt/format.h>

#include "explanation_words.hpp"
#include "verzuim/text.hpp"

namespace verzuim {
namespace {

std::string kinds_text(const Rule& rule, Language language) {
  const KindSet kinds = rule.when.mix.empty() ? rule.count.kinds : rule.when.mix.front().kinds;
  std::string text;
  for (std::size_t k = 0; k < kind_names.size(); ++k)
    if ((kinds & bit(static_cast<Kind>(k))) != 0)
      text += (text.empty()               ? ""
               : language == Language::nl ? " of "
                                          : " or ") +
              kind_text(static_cast<Kind>(k), language);
  return text;
}

}  // namespace

std::string part_text(const ExplainedPart& part, Language language) {
  std::vector<std::string> kinds;
  for (const std::string& kind : part.kinds)
    if (const auto k = parse_kind(kind)) kinds.push_back(kind_text(*k, language));
  return fmt::format("{}{} ({} {})", amount_text(part.count, part.unit, language),
                     kinds.empty() ? "" : " " + join(kinds, language == Language::nl ? " of " : " or "),
                     language == Language::nl ? "nodig:" : "needed:", number_text(part.threshold, language));
}

std::vector<std::string> outlook_text(const Outlook& o, const Rule& rule, Language language, bool brief) {
  const bool nl = language == Language::nl;
  const auto date = [&](const std::optional<Date>& d) { return date_text(*d, language); };
  const std::string unit = unit_word(rule, o.unit);
  std::vector<std::string> said;
  if (!o.count.empty() && !o.threshold.empty())
    said.push_back(fmt::format(
        fmt::runtime(nl ? "Stand: {}, de volgende drempel is {}." : "Count: {}, the next threshold is {}."),
        amount_text(o.count, unit, language), amount_text(o.threshold, unit, language)));
  else if (!o.count.empty())
    said.push_back(
        fmt::format(fmt::runtime(nl ? "Stand: {}." : "Count: {}."), amount_text(o.count, unit, language)));
  std::vector<std::string> parts;
  for (const ExplainedPart& part : o.parts) parts.push_back(part_text(part, language));
  if (!parts.empty()) said.push_back((nl ? "Stand: " : "Count: ") + join(parts, ", ") + ".");
  if (o.said_until)
    said.push_back(fmt::format(
        fmt::runtime(nl ? "De regel heeft dit schooljaar gesproken; op zijn vroegst vanaf {} weer."
                        : "The rule has spoken this school year; not again before {}."),
        date(o.said_until)));
  if (o.not_before)
    said.push_back(fmt::format(fmt::runtime(nl ? "Na het laatste signaal geldt een pauze tot {}."
                                               : "After the last signal there is a pause until {}."),
                               date(o.not_before)));
  if (!o.lacking.empty() && !o.said_until) {
    const std::string more = amount_text(o.lacking, unit, language) +
                             (rule.count.of == Measure::concerns ? "" : " " + kinds_text(rule, language));
    if (o.at_the_latest)
      said.push_back(fmt::format(fmt::runtime(nl ? "Nog {} tot en met {} en het signaal volgt."
                                                 : "Another {} by {} and the signal follows."),
                                 more, date(o.at_the_latest)));
    else
      said.push_back(fmt::format(
          fmt::runtime(nl ? "Nog {} en het signaal volgt." : "Another {} and the signal follows."), more));
  }
  if (o.falls_out && !o.said_until)
    said.push_back(
        fmt::format(fmt::runtime(nl ? "Op {} valt het eerste buiten de termijn; dan staat het op {}."
                                    : "On {} the first falls out of the window; then it is {}."),
                    date(o.falls_out), amount_text(o.left, unit, language)));
  if (o.if_absent)
    said.push_back(fmt::format(
        fmt::runtime(nl ? "Mist de leerling vanaf {} elke schooldag helemaal, dan volgt het signaal op {}."
                        : "If the pupil misses every whole school day from {}, the signal follows on {}."),
        date(o.first_missed), date(o.if_absent)));
  if (o.ends && !(brief && o.ends_by == "enrolment"))
    said.push_back(fmt::format(
        fmt::runtime(o.ends_by == "enrolment" ? (nl ? "Vanaf {} is de leerling hier niet meer ingeschreven."
                                                    : "From {} the pupil is not enrolled here any more.")
                     : o.ends_by == "rule"
                         ? (nl ? "Vanaf {} is de regel niet meer van kracht."
                               : "From {} the rule is not in force any more.")
                         : (nl ? "Vanaf {} geldt de regel niet meer voor deze leerling."
                               : "From {} the rule does not hold for this pupil any more.")),
        date(o.ends)));
  return said;
}

}  // namespace verzuim
