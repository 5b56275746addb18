// SPDX-License-Identifier: EUPL-1.2
// The tables about signals. A rule that a reader may not know of is in none of them.
#include <algorithm>

#include "report_maker.hpp"
#include "rule_title.hpp"
#include "verzuim/disclosure.hpp"

namespace verzuim {
namespace {

/// A rule that looks for a pattern, and not only for an amount.
bool is_pattern(const Rule& rule) {
  // What stays below a norm is one, unless it is reported as such.
  const bool melding =
      std::find(rule.then.step.begin(), rule.then.step.end(), "melding") != rule.then.step.end();
  return rule.when.concentrated || rule.when.rising || !rule.when.mix.empty() ||
         (rule.when.below && !melding) || rule.count.where.first_lesson || rule.count.where.beside_holiday;
}

bool has_must(const Rule& rule) {
  return std::find(rule.then.severity.begin(), rule.then.severity.end(), Severity::must) !=
         rule.then.severity.end();
}

template <class Value>
Value found_or_nothing(const std::map<std::size_t, Value>& values, std::size_t rule) {
  const auto at = values.find(rule);
  return at == values.end() ? Value{} : at->second;
}

/// Visits the rules that may be told and that `wanted` says belong here.
template <class Wanted, class Visit>
void each_rule(const Sheet& sheet, const Wanted& wanted, const Visit& visit) {
  const auto& rules = sheet.parts.rules.rules();
  for (std::size_t i = 0; i < rules.size(); ++i)
    if (sheet.parts.may_tell(i) && wanted(i, rules[i].back())) visit(i, rules[i].back());
}

void put_people(TableMaker& maker, const Amount& amount) { maker.put(Amount{amount.people, amount.people}); }

}  // namespace

ReportTable signals_table(const Sheet& sheet) {
  TableMaker maker("signals", "");
  maker.loose("pupils", ColumnType::persons, "signalled");
  maker.loose("signals", ColumnType::incidents, "signals");
  maker.table.known = sheet.flagged();
  each_rule(
      sheet, [](std::size_t, const Rule&) { return true; },
      [&](std::size_t i, const Rule& rule) {
        const Amount amount = found_or_nothing(sheet.now.signals, i);
        if (amount.value == 0) return;
        maker.row("rule-" + rule.id, shown_title(rule));
        put_people(maker, amount);
        maker.put(amount);
      });
  maker.row("total");
  maker.table.total_row = true;
  put_people(maker, sheet.now.signalled);
  maker.put(sheet.now.signalled);
  // What was signalled adds up, whoever it was about.
  maker.table.columns[1].adds = true;
  maker.about(1, 0);
  return std::move(maker.table);
}

ReportTable patterns_table(const Sheet& sheet) {
  TableMaker maker("patterns", "T13");
  maker.loose("pupils", ColumnType::persons, "signalled");
  maker.loose("signals", ColumnType::incidents, "signals");
  maker.about(1, 0);
  maker.loose("much", ColumnType::persons);
  maker.table.known = sheet.flagged();
  each_rule(
      sheet, [](std::size_t, const Rule& rule) { return is_pattern(rule); },
      [&](std::size_t i, const Rule& rule) {
        const Amount amount = found_or_nothing(sheet.now.signals, i);
        if (amount.value == 0) return;
        maker.row("rule-" + rule.id, shown_title(rule));
        put_people(maker, amount);
        maker.put(amount);
        maker.put(found_or_nothing(sheet.now.much, i));
      });
  return std::move(maker.table);
}

ReportTable sickness_table(const Sheet& sheet) {
  TableMaker maker("sickness", "T12");
  const std::size_t pupils = maker.loose("pupils", ColumnType::persons, "signalled");
  std::vector<std::size_t> done;
  for (const char* id : {"talked", "asked", "held", "advice"})
    done.push_back(maker.loose(id, ColumnType::persons));
  maker.rate("rate_talked", done[0], pupils);
  maker.rate("rate_asked", done[1], pupils);
  maker.table.known = sheet.flagged();
  each_rule(
      sheet,
      [&](std::size_t i, const Rule&) {
        return sheet.parts.rule_kinds[i] != 0 && (sheet.parts.rule_kinds[i] & gemeente_kinds()) == 0;
      },
      [&](std::size_t i, const Rule& rule) {
        const Amount amount = found_or_nothing(sheet.now.signals, i);
        if (amount.value == 0) return;
        maker.row("rule-" + rule.id, shown_title(rule));
        put_people(maker, amount);
        for (const Amount& step : found_or_nothing(sheet.now.sickness, i)) maker.put(step);
      });
  return std::move(maker.table);
}

ReportTable timeliness_table(const Sheet& sheet) {
  TableMaker maker("timeliness", "T15");
  std::vector<std::size_t> due;
  const std::size_t on_time = maker.loose("on_time", ColumnType::incidents);
  due = {on_time, maker.loose("late", ColumnType::incidents), maker.loose("overdue", ColumnType::incidents)};
  const std::size_t all_due = maker.column("due", ColumnType::incidents, {}, due);
  const std::size_t not_due = maker.loose("not_due", ColumnType::incidents);
  const std::size_t unknown = maker.loose(std::string(unknown_id), ColumnType::incidents);
  maker.column("total", ColumnType::incidents, "must", {all_due, not_due, unknown});
  maker.rate("rate_on_time", on_time, all_due);
  maker.table.known = sheet.flagged() && sheet.head().has_dossiers;
  for (ReportColumn& column : maker.table.columns) column.adds = false;
  each_rule(
      sheet, [](std::size_t, const Rule& rule) { return has_must(rule); },
      [&](std::size_t i, const Rule& rule) {
        const auto timely = found_or_nothing(sheet.now.timely, i);
        const auto at = [&](Timely which) { return timely[static_cast<std::size_t>(which)]; };
        Amount all, now_due;
        for (std::size_t n = 0; n < timely.size(); ++n) {
          all.value += timely[n].value;
          all.people += timely[n].people;
        }
        if (all.value == 0) return;
        for (const Timely which : {Timely::on_time, Timely::late, Timely::overdue}) {
          now_due.value += at(which).value;
          now_due.people += at(which).people;
        }
        maker.row("rule-" + rule.id, shown_title(rule));
        for (const Timely which : {Timely::on_time, Timely::late, Timely::overdue}) maker.put(at(which));
        maker.put(now_due);
        maker.put(at(Timely::not_due));
        maker.put(at(Timely::unknown));
        maker.put(all);
        // Where every signal of the rule must be acted on, it is the number of the signals table.
        const Amount signals = found_or_nothing(sheet.now.signals, i);
        if (signals.value == all.value) {
          maker.table.at(maker.table.rows.size() - 1, 6).key = "signals/rule-" + rule.id;
          maker.table.at(maker.table.rows.size() - 1, 6).people = signals.people;
        }
      });
  return std::move(maker.table);
}

}  // namespace verzuim
