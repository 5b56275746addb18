// SPDX-License-Identifier: EUPL-1.2
// The explanation of a signal as text: what it is and what to do first, then the records, then what would
// change it, and the rule with its source last.
#include <fmt/format.h>

#include <algorithm>

#include "explanation_signal_page.hpp"
#include "verzuim/text.hpp"

namespace verzuim {

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

void write_text(std::string& out, const SignalExplanation& made, const DocumentOptions& options) {
  SignalPage(out, made, options).write();
}

}  // namespace verzuim
