// SPDX-License-Identifier: EUPL-1.2
// What holds between tables although none of them shows it. A reader who knows how the numbers are made knows
// these sums too, so the gate must.
#include "report_maker.hpp"
#include "report_numbers.hpp"

namespace verzuim {
namespace {

/// What the table on waiting tells of meldingen is the table on timeliness, added up over rules.
void add_melding_sums(std::vector<ReportSum>& sums, const Sheet& sheet) {
  const auto of_rules = [&](const char* total, const std::vector<std::string>& columns) {
    ReportSum sum{std::string("waiting|to_melding|") + total, {}};
    for (const auto& [rule, timely] : sheet.now.timely)
      for (const std::string& column : columns)
        sum.parts.push_back("timeliness|rule-" + sheet.parts.rules.rules()[rule].front().id + "|" + column);
    sums.push_back(std::move(sum));
  };
  of_rules("done", {"on_time", "late"});
  of_rules("in_term", {"on_time"});
  of_rules("waiting", {"overdue", "not_due"});
  of_rules("never", {"unknown"});
}

/// The days of a month are the month.
void add_day_sums(std::vector<ReportSum>& sums, const Sheet& sheet) {
  std::map<std::string, std::vector<std::string>> days;
  for (const Date date : weekdays_of(sheet.head().period))
    days[to_string(date).substr(0, 7)].push_back(to_string(date));
  for (const std::string what : {"possible/", "missed/"})
    for (const auto& [month, of] : days) {
      ReportSum sum{what + month, {}};
      for (const std::string& day : of) sum.parts.push_back(what + day);
      sums.push_back(std::move(sum));
    }
}

/// Who still waits is who waited the class before, less those who went.
void add_waiting_sums(std::vector<ReportSum>& sums, const ReportTable& table) {
  for (std::size_t r = 0; r + 2 < table.rows.size(); ++r)
    sums.push_back({number_name(table, r, 0),
                    {number_name(table, r, 1), number_name(table, r, 2), number_name(table, r + 1, 0)}});
  sums.push_back({"waiting_days|total|followed_until",
                  {"waiting|first_contact|waiting", "waiting|first_contact|never"}});
}

}  // namespace

std::vector<ReportSum> sums_between(const Sheet& sheet) {
  std::vector<ReportSum> sums;
  add_melding_sums(sums, sheet);
  add_day_sums(sums, sheet);
  ReportSum verslagen{"measure/verslag", {}};
  for (const std::string& one : measures_of(sheet, "verslag:")) verslagen.parts.push_back("measure/" + one);
  sums.push_back(std::move(verslagen));
  add_waiting_sums(sums, waiting_days_table(sheet));
  ReportSum lasting{"melding:lrv/total", {}};
  for (const char* state :
       {"open_short", "open_long", "back", "offer", "exemption", "moved", "other", "ended"})
    lasting.parts.push_back(std::string("lasting|lasting_") + state + "|new");
  sums.push_back(std::move(lasting));
  // Numbers that are made differently and yet are often the same; who sees one would guess the other.
  const std::pair<const char*, const char*> twins[] = {
      {"waited/total", "solved|total|total"},
      {"dossiers/total", "solved|total|total"},
      {"waited/total", "dossiers/total"},
      {"waiting|first_talk|done", "measured/talk"},
      {"waiting|first_talk|done", "waiting|first_contact|done"},
      {"before_sixteen|total|total", "solved|total|total"},
      {"around_talk|total|pupils", "measured/talk"}};
  for (const auto& [one, other] : twins) sums.push_back({one, {other}});
  return sums;
}

}  // namespace verzuim
