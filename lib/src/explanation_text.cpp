// SPDX-License-Identifier: EUPL-1.2
// The explanation of a signal as text: what it is and what to do first, then the records, then what would
// change it, and the rule with its source last.
#include <fmt/format.h>

#include <algorithm>

#include "explanation_words.hpp"
#include "verzuim/text.hpp"

namespace verzuim {
namespace {

/// Records that print as one line: one day, one kind, one fate, one file.
struct DayLine {
  const ExplainedRecord* first = nullptr;
  std::vector<int> lessons, lines;
  std::vector<std::string> subjects;
  std::int64_t hundredths = 0;
};

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

class SignalPage {
 public:
  SignalPage(std::string& out, const SignalExplanation& made, const DocumentOptions& options)
      : page_(out), made_(made), options_(options), lang_(options.language), nl_(lang_ == Language::nl) {}
  void write();

 private:
  std::string_view say(std::string_view nl, std::string_view en) const { return nl_ ? nl : en; }
  void head();
  void status();
  void todo();
  void pattern();
  void counted();
  void uncounted();
  void amounts();
  void changes();
  void next();
  void rule();
  std::string records_text(std::string_view what, std::size_t records) const {
    return fmt::format("{}: {} {}", what, records,
                       records == 1 ? say("registratie", "record") : say("registraties", "records"));
  }
  std::string line_amount(const DayLine& line) const;
  std::vector<std::string> cells(const DayLine& line) const;
  std::string unit() const { return unit_word(made_.rule, made_.signal.unit); }

  Page page_;
  const SignalExplanation& made_;
  const DocumentOptions& options_;
  Language lang_;
  bool nl_;
};

void SignalPage::head() {
  const Signal& s = made_.signal;
  page_.title(made_.rule.title.empty() ? s.rule : made_.rule.title);
  if (made_.rule.level == Level::proposed)
    page_.fact(say("Let op", "Note"), level_text(Level::proposed, lang_));
  page_.fact(say("Signaal", "Signal"), s.id);
  std::string whom = s.pupil.empty()
                         ? std::string(say("alle leerlingen van de school", "all pupils of the school"))
                         : std::string(s.pupil);
  whom += fmt::format(", {} {}", say("school", "school"), s.school);
  if (!s.gemeente.empty())
    whom += fmt::format(", {} {}", say("woont in", "lives in"), gemeente_text(s.gemeente, options_));
  page_.fact(say("Leerling", "Pupil"), whom);
  if (s.reached_on) page_.fact(say("Bereikt op", "Reached on"), long_day_text(*s.reached_on, lang_));
  if (s.status == Status::undecided) {
    page_.fact(say("Uitkomst", "Verdict"),
               std::string(say("onbeslist. ", "undecided. ")) + undecided_text(s.reason, lang_));
  } else {
    page_.fact(say("Geteld", "Counted"),
               fmt::format("{}; {} {}", amount_text(s.count, unit(), lang_),
                           made_.rule.when.more_than ? say("dat moet meer zijn dan", "that must be more than")
                                                     : say("de drempel is", "the threshold is"),
                           amount_text(s.threshold, unit(), lang_)));
  }
  if (made_.window_start && s.reached_on)
    page_.fact(say("Over", "Over"), fmt::format("{}: {} {} {}", window_text(made_.rule, lang_),
                                                date_text(*made_.window_start, lang_),
                                                say("tot en met", "to"), date_text(*s.reached_on, lang_)));
  if (!made_.holidays.empty())
    page_.fact("", fmt::format("{} {}", say("zonder vakantie:", "without holidays:"),
                               stretches_text(made_.holidays, lang_)));
  if (made_.restarted_after)
    page_.fact("", fmt::format(fmt::runtime(say("wat telde voor het signaal van {} telt niet opnieuw",
                                                "what counted for the signal of {} does not count again")),
                               date_text(*made_.restarted_after, lang_)));
  if (s.reached_on && made_.rule_in_use)
    page_.fact(say("Plicht", "Duty"), fmt::format("{} {} {}", duty_text(made_.duty, lang_), say("op", "on"),
                                                  date_text(*s.reached_on, lang_)));
}

void SignalPage::status() {
  const Signal& s = made_.signal;
  if (s.status == Status::undecided) return;
  std::string text;
  if (!made_.rule_in_use)
    text = say("deze regel is niet meer in gebruik; hoe het signaal ontstond is niet meer na te rekenen",
               "this rule is not in use any more; how the signal came about cannot be worked out again");
  else if (made_.found)
    text = s.status == Status::new_ ? say("nieuw", "new") : say("staat", "stands");
  else if (s.status == Status::withdrawn)
    text = say("ingetrokken: het volgt niet meer uit wat nu bekend is",
               "withdrawn: it does not follow any more from what is known now");
  else
    text = say("volgt niet meer uit wat nu bekend is; de volgende `verzuim flag` trekt het in",
               "does not follow any more from what is known now; the next `verzuim flag` withdraws it");
  page_.fact(say("Status", "Status"), text);
  if (!made_.found && !made_.count_now.empty())
    page_.fact("", fmt::format("{} {}", say("nu geteld tot en met die dag:", "counted now up to that day:"),
                               amount_text(made_.count_now, unit(), lang_)));
}

void SignalPage::todo() {
  const Signal& s = made_.signal;
  if (s.status == Status::undecided || s.step.empty()) return;
  std::string text = label(s.step, lang_);
  if (!s.melding.empty()) text += ": " + label(s.melding, lang_);
  if (s.due_on)
    text += fmt::format(", {} {}", say("uiterlijk", "at the latest"), long_day_text(*s.due_on, lang_));
  page_.fact(made_.found ? say("Te doen", "To do") : say("Was te doen", "Was to do"), text);
  if (!made_.within || !s.reached_on) return;
  const char* unit = made_.within->unit == TermUnit::working_days  ? (nl_ ? "werkdagen" : "working days")
                     : made_.within->unit == TermUnit::school_days ? (nl_ ? "schooldagen" : "school days")
                                                                   : (nl_ ? "dagen" : "days");
  text =
      fmt::format("{} {} {} {}", made_.within->n, unit, say("na", "after"), date_text(*s.reached_on, lang_));
  std::vector<std::pair<Date, Date>> skipped;
  for (Date d : made_.skipped) {
    if (skipped.empty() || skipped.back().second + 1 < d) skipped.emplace_back(d, d);
    skipped.back().second = d;
  }
  if (!skipped.empty())
    text += fmt::format("; {} {}", say("overgeslagen:", "skipped:"), stretches_text(skipped, lang_));
  page_.fact("", text);
}

/// What a pattern rests on, from the words of the signal's reason.
void SignalPage::pattern() {
  const std::string& reason = made_.signal.reason;
  const std::string missed = word_of(reason, "missed"), all = word_of(reason, "all"),
                    p = word_of(reason, "p");
  if (!made_.rule.when.concentrated || missed.empty()) return;
  const bool subject = !made_.rule.when.concentrated->by_weekday;
  const std::string group = word_of(reason, subject ? "subject" : "weekday");
  const auto parts = [](const std::string& text) {
    const auto of = text.find(" of ");
    return std::pair(text.substr(0, of), text.substr(of + 4));
  };
  const auto [k, K] = parts(missed);
  const auto [n, N] = parts(all);
  std::vector<std::string> names;
  for (const std::string& day : split(subject ? std::string() : group, '+'))
    names.push_back(weekday_text(parse_count(day).value_or(1), lang_));
  const std::string name =
      subject ? fmt::format("{} {}", say("het vak", "the subject"), group) : join(names, ", ");
  const std::string_view unit = subject ? say("lessen", "lessons") : say("dagen", "days");
  page_.fact(say("Patroon", "Pattern"),
             fmt::format(fmt::runtime(say("{}: {} van de {} {} gemist; in totaal {} van de {}",
                                          "{}: {} of the {} {} missed; in all {} of the {}")),
                         name, k, K, unit, n, N));
  page_.fact("", fmt::format("{} {} (N={} K={} n={} k={})",
                             say("de kans dat dit toeval is:", "the chance of this by accident:"),
                             number_text(p, lang_), N, K, n, k));
}

void SignalPage::amounts() {
  if (!made_.scheduled.empty())
    page_.fact(say("Deel", "Share"),
               fmt::format(fmt::runtime(say("{} van de {} minuten les gemist",
                                            "{} of the {} minutes of lessons missed")),
                           number_text(made_.missed, lang_), number_text(made_.scheduled, lang_)));
  for (const ExplainedPart& part : made_.parts) {
    if (part.from) {
      page_.fact(say("Blok", "Block"),
                 fmt::format("{} {} {}: {} ({} {} {} {})", date_text(*part.from, lang_), say("t/m", "to"),
                             date_text(*part.until, lang_), amount_text(part.count, "percent", lang_),
                             number_text(part.missed, lang_), say("van", "of"),
                             number_text(part.scheduled, lang_), say("minuten", "minutes")));
      continue;
    }
    page_.fact(say("Deel", "Part"), part_text(part, lang_));
  }
  if (made_.run_days.size() > 1)
    page_.fact(say("Reeks", "Run"),
               fmt::format(fmt::runtime(say("{} hele schooldagen gemist, van {} tot en met {}",
                                            "{} whole school days missed, from {} to {}")),
                           made_.run_days.size(), date_text(made_.run_days.front(), lang_),
                           date_text(made_.run_days.back(), lang_)));
}

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

std::string changed_value(const std::string& value, Language language) {
  if (value.empty()) return language == Language::nl ? "niet meer meegeteld" : "not counted any more";
  const auto space = value.find(' ');
  const auto kind = parse_kind(value.substr(0, space));
  return kind ? kind_text(*kind, language) + (space == std::string::npos ? "" : value.substr(space)) : value;
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

void SignalPage::rule() {
  const Rule& r = made_.rule;
  page_.heading(std::string(say("De regel", "The rule")));
  page_.fact(say("Regel", "Rule"), fmt::format("{}: {}", r.id, level_text(r.level, lang_)));
  if (!made_.rule_in_use) return;
  page_.fact(
      say("Versie", "Version"),
      fmt::format(
          "{} {}{}", r.start_is_seen ? say("gezien vanaf", "seen from") : say("geldt vanaf", "in force from"),
          date_text(r.start, lang_),
          r.until < open_end ? fmt::format(" {} {}", say("tot en met", "to"), date_text(r.until, lang_))
                             : ""));
  page_.fact(say("Zegt", "Says"), r.basis.says);
  page_.fact(say("Bron", "Source"), r.basis.text);
  page_.fact("Link", r.basis.url);
  page_.fact(say("Onzeker", "Unsure"), r.basis.unsure);
  for (const std::string& text : r.unsaid) page_.fact(say("Ongezegd", "Unsaid"), text);
}

void SignalPage::write() {
  head();
  status();
  todo();
  pattern();
  amounts();
  counted();
  uncounted();
  changes();
  next();
  if (made_.withheld) {
    page_.gap();
    page_.line(std::string(say("Er is iets weggelaten dat deze lezer niet mag zien.",
                               "Something was left out that this reader may not see.")));
  }
  rule();
}

void SignalPage::next() {
  if (!made_.outlook) return;
  page_.heading(fmt::format("{} {}", say("Hoe het nu staat, op", "How it stands now, on"),
                            date_text(made_.outlook->on, lang_)));
  for (const std::string& sentence : outlook_text(*made_.outlook, made_.rule, lang_)) page_.line(sentence);
}

}  // namespace

void write_text(std::string& out, const SignalExplanation& made, const DocumentOptions& options) {
  SignalPage(out, made, options).write();
}

}  // namespace verzuim
