// SPDX-License-Identifier: EUPL-1.2
// The records of a signal as text: what was counted, what was not, and what a delivery changed.
#include <fmt/format.h>

#include <algorithm>

#include "explanation_signal_page.hpp"
#include "verzuim/text.hpp"

namespace verzuim {
namespace {

std::int64_t hundredths_of(const std::string& number) {
  const auto point = number.find('.');
  std::int64_t value = parse_count(std::string_view(number).substr(0, point)).value_or(0) * std::int64_t{100};
  if (point == std::string::npos) return value;
  const std::string part = (number.substr(point + 1) + "0").substr(0, 2);
  return value + parse_count(part).value_or(0);
}

bool same_line(const ExplainedRecord& a, const ExplainedRecord& b) {
  return a.date == b.date && a.kind == b.kind && a.mark == b.mark && a.why == b.why && a.detail == b.detail &&
         a.source.file == b.source.file && a.lesson != 0 && b.lesson != 0;
}

std::vector<DayLine> by_day(const std::vector<ExplainedRecord>& records) {
  std::vector<DayLine> lines;
  for (const ExplainedRecord& record : records) {
    if (lines.empty() || !same_line(*lines.back().first, record)) lines.push_back({&record, {}, {}, {}, 0});
    DayLine& line = lines.back();
    line.lessons.push_back(record.lesson);
    line.lines.push_back(record.source.line);
    line.hundredths += hundredths_of(record.counted);
    if (!record.subject.empty() &&
        std::find(line.subjects.begin(), line.subjects.end(), record.subject) == line.subjects.end())
      line.subjects.push_back(record.subject);
  }
  return lines;
}

std::string source_text(const DayLine& line) {
  std::vector<int> lines = line.lines;
  std::sort(lines.begin(), lines.end());
  return fmt::format("{}:{}", line.first->source.file, ranges_text(lines));
}

std::string changed_value(const std::string& value, Language language) {
  if (value.empty()) return language == Language::nl ? "niet meer meegeteld" : "not counted any more";
  const auto space = value.find(' ');
  const auto kind = parse_kind(value.substr(0, space));
  return kind ? kind_text(*kind, language) + (space == std::string::npos ? "" : value.substr(space)) : value;
}

}  // namespace

std::string SignalPage::line_amount(const DayLine& line) const {
  const std::string number = decimal(line.hundredths, 100);
  if (made_.rule.when.mix.empty() && made_.rule.count.of == Measure::rate)
    return number_text(number, lang_) + (nl_ ? " min" : " min");
  if (made_.rule.count.of == Measure::run_days || !made_.rule.when.mix.empty()) return {};
  if (line.hundredths == 0) {
    if (made_.rule.when.concentrated) return std::string(say("elders", "elsewhere"));
    if (made_.rule.count.of == Measure::spells) return std::string(say("zelfde periode", "same spell"));
    if (made_.rule.count.of == Measure::days) return std::string(say("zelfde dag", "same day"));
  }
  return amount_text(number, unit(), lang_);
}

std::vector<std::string> SignalPage::cells(const DayLine& line) const {
  const ExplainedRecord& record = *line.first;
  std::string kind = kind_text(record.kind, lang_);
  if (record.mark != 0) kind += fmt::format(" ({})", mark_names[record.mark]);
  std::string lessons = lessons_text(line.lessons, lang_);
  if (!line.subjects.empty() && made_.rule.when.concentrated) lessons += " " + join(line.subjects, ", ");
  return {day_text(record.date, lang_), lessons, kind};
}

void SignalPage::counted() {
  for (const ExplainedConcern& concern : made_.concerns)
    page_.fact(say("Zorg", "Worry"), fmt::format("{}: {} {} {}", day_text(concern.on, lang_), concern.theme,
                                                 say("door", "by"), role_text(concern.by, options_)));
  if (made_.counted.empty()) return;
  page_.heading(records_text(say("Geteld", "Counted"), made_.counted.size()));
  std::vector<std::vector<std::string>> rows;
  const bool duty_varies = std::any_of(made_.counted.begin(), made_.counted.end(),
                                       [&](const ExplainedRecord& r) { return r.duty != made_.duty; });
  bool assumed = false;
  for (const DayLine& line : by_day(made_.counted)) {
    auto row = cells(line);
    row.push_back(line_amount(line));
    row.push_back(duty_varies ? std::string(duty_text(line.first->duty, lang_)) : "");
    assumed = assumed || line.first->assumed;
    row.push_back(source_text(line));
    rows.push_back(std::move(row));
  }
  page_.table(rows);
  if (word_of(made_.signal.reason, "assumed") == "half_day")
    page_.line(
        std::string(say("Er is geen rooster: een dag geldt als gemist bij de helft van de lestijd of meer.",
                        "There is no timetable: a day is taken as missed from half of its usual time.")));
  else if (assumed)
    page_.line(std::string(
        say("Er is geen rooster: de uren van een hele dag zijn geschat met de gebruikelijke les.",
            "There is no timetable: the hours of a whole day are estimated by the usual lesson.")));
}

void SignalPage::uncounted() {
  if (made_.uncounted.empty() && made_.unlisted == 0) return;
  page_.heading(records_text(say("Niet geteld", "Not counted"),
                             made_.uncounted.size() + static_cast<std::size_t>(made_.unlisted)));
  // By reason, so that each reason is read once.
  std::vector<std::pair<std::string, std::vector<std::vector<std::string>>>> groups;
  for (const DayLine& line : by_day(made_.uncounted)) {
    const std::string why = why_text(*line.first, made_, lang_);
    auto group = std::find_if(groups.begin(), groups.end(), [&](const auto& g) { return g.first == why; });
    if (group == groups.end()) group = groups.insert(groups.end(), {why, {}});
    auto row = cells(line);
    row.front().insert(0, 2, ' ');
    row.push_back(source_text(line));
    group->second.push_back(std::move(row));
  }
  for (const auto& [why, rows] : groups) {
    page_.line(why + ":");
    page_.table(rows);
  }
  if (made_.unlisted > 0)
    page_.line(fmt::format(
        fmt::runtime(say("{} buiten de termijn of van een soort die niet meetelt; zie `verzuim explain {}`",
                         "{} outside the window or of a kind that does not count; see `verzuim explain {}`")),
        made_.unlisted, made_.signal.pupil));
  if (made_.unexplained == 0 || made_.signal.unit == "concerns") return;
  if (made_.if_unauthorised)
    page_.line(fmt::format(
        fmt::runtime(
            made_.found
                ? say("Blijkt wat nog niet verklaard is ongeoorloofd, dan was het signaal er al op {}.",
                      "If what is not explained yet turns out unauthorised, the signal was there on {} "
                      "already.")
                : say("Blijkt wat nog niet verklaard is ongeoorloofd, dan volgt het signaal wel, op {}.",
                      "If what is not explained yet turns out unauthorised, the signal follows, on {}.")),
        date_text(*made_.if_unauthorised, lang_)));
  else
    page_.line(std::string(
        say("Blijkt wat nog niet verklaard is ongeoorloofd, dan verandert dat niets aan dit signaal.",
            "If what is not explained yet turns out unauthorised, this signal does not change.")));
}

void SignalPage::changes() {
  if (made_.found || !made_.rule_in_use || made_.signal.status == Status::undecided) return;
  page_.heading(std::string(say("Wat er veranderd is", "What has changed")));
  if (made_.changes.empty()) {
    page_.line(
        std::string(say("Niet in de leveringen: de regels of de kalender zijn veranderd, of het signaal is "
                        "met andere regels gemaakt.",
                        "Nothing in the deliveries: the rules or the calendar have changed, or the signal "
                        "was made with other rules.")));
    return;
  }
  page_.line(fmt::format("{} {} ({})", say("Met de levering van", "By the delivery of"), made_.changed_at,
                         join(made_.changed_by, ", ")));
  std::vector<std::vector<std::string>> rows;
  for (const ExplainedChange& change : made_.changes) {
    if (!change.date) {
      page_.line(fmt::format("{}: {}", say("Ook veranderd", "Also changed"), change.what));
      continue;
    }
    const std::string was =
        change.was.empty() ? std::string(say("nieuw", "new")) : changed_value(change.was, lang_);
    rows.push_back({day_text(*change.date, lang_), lessons_text({change.lesson}, lang_), was, "->",
                    changed_value(change.is, lang_),
                    fmt::format("{}:{}", change.source.file, change.source.line)});
  }
  page_.table(rows);
}

}  // namespace verzuim
