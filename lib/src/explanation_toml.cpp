// SPDX-License-Identifier: EUPL-1.2
// Explanations as TOML.
#include "explanation_toml.hpp"

#include <fmt/format.h>

#include "verzuim/text.hpp"

namespace verzuim {
namespace {

void write_source(TomlWriter& toml, const FactSource& source) {
  toml.text("file", source.file);
  if (source.line > 0) toml.put("line", source.line);
}

void write_rule(TomlWriter& toml, const SignalExplanation& made) {
  const Rule& rule = made.rule;
  toml.table("rule");
  toml.text("id", rule.id);
  toml.text("title", rule.title);
  toml.text("level", level_names[static_cast<std::size_t>(rule.level)]);
  toml.flag("proposal", rule.level == Level::proposed);
  toml.flag("in_use", made.rule_in_use);
  toml.date(rule.start_is_seen ? "seen_from" : "valid_from", rule.start);
  if (rule.until < open_end) toml.date("valid_until", rule.until);
  toml.text("source", rule.basis.text);
  toml.text("url", rule.basis.url);
  toml.text("says", rule.basis.says);
  toml.text("unsure", rule.basis.unsure);
  toml.texts("unsaid", rule.unsaid);
}

void write_parts(TomlWriter& toml, const SignalExplanation& made) {
  for (const ExplainedConcern& concern : made.concerns) {
    toml.entry("concern");
    toml.date("on", concern.on);
    toml.text("by", concern.by);
    toml.text("theme", concern.theme);
  }
  for (const ExplainedPart& part : made.parts) {
    toml.entry("part");
    toml.text("unit", part.unit);
    toml.texts("kinds", part.kinds);
    toml.text("count", part.count);
    toml.text("threshold", part.threshold);
    toml.date("from", part.from);
    toml.date("until", part.until);
    toml.text("missed_minutes", part.missed);
    toml.text("scheduled_minutes", part.scheduled);
  }
}

void write_changes(TomlWriter& toml, const SignalExplanation& made) {
  for (const ExplainedChange& change : made.changes) {
    toml.entry("change");
    toml.text("what", change.what);
    toml.date("date", change.date);
    if (change.date) toml.put("lesson", change.lesson);
    toml.text("was", change.was);
    toml.text("is", change.is);
    write_source(toml, change.source);
  }
}

/// What the words of a signal's reason say, as a table.
void write_reason(TomlWriter& toml, const std::string& reason) {
  if (reason.empty()) return;
  toml.table("reason");
  for (std::size_t at = 0; at < reason.size();) {
    const auto end = std::min(reason.find(';', at), reason.size());
    const std::string word = reason.substr(at, end - at);
    const auto equals = word.find('=');
    if (equals != std::string::npos) toml.text(word.substr(0, equals), word.substr(equals + 1));
    at = end + 1;
  }
}

void write_head(TomlWriter& toml, const SignalExplanation& made) {
  const Signal& s = made.signal;
  toml.text("explains", "signal");
  toml.text("signal", s.id);
  toml.text("pupil", s.pupil);
  toml.text("school", s.school);
  toml.text("gemeente", s.gemeente);
  toml.text("status", made.found ? status_names[static_cast<std::size_t>(s.status)] : "withdrawn");
  toml.flag("follows", made.found && s.status != Status::undecided);
  toml.date("reached_on", s.reached_on);
  toml.text("count", s.count);
  toml.text("threshold", s.threshold);
  toml.text("unit", s.unit);
  toml.text("count_now", made.count_now);
  if (s.reached_on && made.rule_in_use) toml.text("duty", duty_names[static_cast<std::size_t>(made.duty)]);
  toml.date("window_start", made.window_start);
  if (made.window_start) toml.date("window_until", s.reached_on);
  toml.stretches("holidays", made.holidays);
  toml.date("restarted_after", made.restarted_after);
  toml.text("missed_minutes", made.missed);
  toml.text("scheduled_minutes", made.scheduled);
  toml.dates("run_days", made.run_days);
  toml.text("step", s.step);
  toml.text("melding", s.melding);
  toml.date("due_on", s.due_on);
  if (made.within) {
    static constexpr std::array<std::string_view, 3> units = {"working_days", "school_days", "days"};
    toml.put("within", made.within->n);
    toml.text("within_unit", units[static_cast<std::size_t>(made.within->unit)]);
  }
  toml.dates("skipped", made.skipped);
  toml.put("unlisted", made.unlisted);
  toml.put("unexplained", made.unexplained);
  toml.date("if_unauthorised", made.if_unauthorised);
  toml.text("changed_at", made.changed_at);
  toml.texts("changed_by", made.changed_by);
  toml.flag("withheld", made.withheld);
}

}  // namespace

void write_record(TomlWriter& toml, const ExplainedRecord& record) {
  toml.date("date", record.date);
  toml.put("lesson", record.lesson);
  toml.text("kind", kind_names[static_cast<std::size_t>(record.kind)]);
  toml.text("mark", mark_names[record.mark]);
  toml.text("subject", record.subject);
  toml.text("duty", duty_names[static_cast<std::size_t>(record.duty)]);
  toml.text("counts", record.counted);
  if (record.assumed) toml.flag("assumed", true);
  if (record.why) toml.text("why", name_of(*record.why));
  toml.text("detail", record.detail);
  write_source(toml, record.source);
}

void write_outlook(TomlWriter& toml, const Outlook& outlook) {
  toml.date("on", outlook.on);
  toml.text("count", outlook.count);
  toml.text("threshold", outlook.threshold);
  toml.text("unit", outlook.unit);
  toml.text("lacking", outlook.lacking);
  toml.date("at_the_latest", outlook.at_the_latest);
  toml.date("falls_out", outlook.falls_out);
  toml.text("left", outlook.left);
  toml.date("if_absent", outlook.if_absent);
  toml.date("first_missed", outlook.first_missed);
  toml.date("not_before", outlook.not_before);
  toml.date("said_until", outlook.said_until);
  toml.date("ends", outlook.ends);
  toml.text("ends_by", outlook.ends_by);
  std::vector<std::string> parts;
  for (const ExplainedPart& part : outlook.parts)
    parts.push_back(
        fmt::format("{} {} of {}: {}", part.count, part.unit, part.threshold, join(part.kinds, ",")));
  toml.texts("parts", parts);
}

void write_toml(std::string& out, const SignalExplanation& made) {
  TomlWriter toml(out);
  write_head(toml, made);
  write_rule(toml, made);
  write_reason(toml, made.signal.reason);
  if (made.outlook) {
    toml.table("outlook");
    write_outlook(toml, *made.outlook);
  }
  write_parts(toml, made);
  for (const ExplainedRecord& record : made.counted) {
    toml.entry("counted");
    write_record(toml, record);
  }
  for (const ExplainedRecord& record : made.uncounted) {
    toml.entry("uncounted");
    write_record(toml, record);
  }
  write_changes(toml, made);
}

}  // namespace verzuim
