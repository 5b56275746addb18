// SPDX-License-Identifier: EUPL-1.2
#include "report_plots.hpp"

#include <doctest/doctest.h>

#include <set>

#include "report_grid.hpp"
#include "report_world.hpp"

using namespace verzuim;

namespace {

/// Many pupils at two schools, with absence over the week, dossiers, talks and meldingen.
Report drawn_report(int withhold) {
  ReportWorld world;
  world.head.withhold = withhold;
  Reports reports(world.setting, world.rules, world.head);
  for (int n = 0; n < 30; ++n) {
    const Signal one = signal("lpw16", "P" + std::to_string(n), "2025-11-05", "2025-11-12");
    reports.add(one);
    WorldDossier d = dossier(one, bit(Kind::unauthorised), n < 12 ? "2025-11-12" : nullptr);
    d.event("talk", n < 20 ? "2025-11-07" : "2025-11-12", "mentor", {{"present", "pupil"}});
    if (n < 11) d.event("melding", "2025-11-14", "verzuimcoordinator", {{"kind", "16-uur"}});
    reports.add(d.state, d.events);
  }
  for (int n = 0; n < 120; ++n) {
    PupilFacts facts = pupil("P" + std::to_string(n), "0014", "2010-05-01", n % 2);
    const char* days[] = {"2025-11-10", "2025-11-12", "2025-11-18", "2025-11-20"};
    if (n % 5 < 2) facts.absences = {record(days[n % 4], Kind::unauthorised, 1 + n % 3, 50)};
    if (n % 9 == 0) facts.absences.push_back(record("2025-10-13", Kind::unauthorised));
    for (Absence& a : facts.absences) a.school = n % 2;
    reports.add(facts);
  }
  return gated(reports.report("0014"));
}

std::size_t count(const std::string& text, std::string_view what) {
  std::size_t n = 0;
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++n;
  return n;
}

std::string page(const Report& report, Language language) {
  DocumentOptions options;
  options.language = language;
  return write_report(report, ReportFormat::html, options).front().text;
}

void add_columns(ReportTable& table, const std::vector<std::string>& ids) {
  for (const std::string& id : ids) {
    ReportColumn column;
    column.id = id;
    table.columns.push_back(std::move(column));
  }
}

/// A table of one column of people, as the steps from signal to gemeente are.
ReportTable steps(const std::vector<ReportCell>& cells) {
  ReportTable table;
  table.id = "funnel";
  add_columns(table, {"pupils"});
  const char* ids[] = {"funnel_signal", "funnel_talk", "funnel_melding"};
  for (std::size_t i = 0; i < cells.size(); ++i) table.rows.push_back({ids[i], {}});
  table.cells = cells;
  return table;
}

ReportCell told(std::int64_t value) { return {ReportCell::State::value, value, 0, {}, {}}; }
ReportCell hidden(std::int64_t value) { return {ReportCell::State::withheld, value, 0, {}, {}}; }

/// Schools with so many pupils, of whom so many have unauthorised absence.
ReportTable schools(const std::vector<std::pair<ReportCell, ReportCell>>& all) {
  ReportTable table;
  table.id = "unauthorised_places";
  add_columns(table, {"any", "unknown", "total"});
  table.total_row = true;
  std::int64_t some = 0, total = 0;
  for (const auto& [any, pupils] : all) {
    table.rows.push_back({"at:99X" + std::to_string(table.rows.size()) + "/vo", {}});
    table.cells.insert(table.cells.end(), {any, told(0), pupils});
    some += any.value;
    total += pupils.value;
  }
  table.rows.push_back({"total", {}});
  table.cells.insert(table.cells.end(), {told(some), told(0), told(total)});
  return table;
}

}  // namespace

TEST_CASE("plots: every picture of a report stands right above its table, and is told in words") {
  for (const int withhold : {0, 5})
    for (const Language language : {Language::nl, Language::en}) {
      const std::string html = page(drawn_report(withhold), language);
      std::set<std::string> ids;
      std::size_t figures = 0;
      for (auto at = html.find("<figure>"); at != std::string::npos; at = html.find("<figure>", at + 1)) {
        ++figures;
        const auto end = html.find("</figure>", at), table = html.find("<table", end);
        REQUIRE(table != std::string::npos);
        // Between a picture and its table there is neither a heading nor another picture.
        CHECK(html.find("<h2>", end) > table);
        CHECK(html.find("<figure>", end) > table);
        const std::string figure = html.substr(at, end - at);
        CHECK(count(figure, "role=\"img\"") == 1);
        CHECK(count(figure, "></title>") == 0);
        CHECK(count(figure, "></desc>") == 0);
        const auto id = figure.find("<title id=\"") + 11;
        CHECK(ids.insert(figure.substr(id, figure.find('"', id) - id)).second);
      }
      CHECK(figures >= (withhold == 0 ? 6u : 4u));
      CHECK(count(html, "<svg ") == figures);
    }
}

TEST_CASE("plots: regions of a page have names of their own") {
  const std::string html = page(drawn_report(0), Language::en);
  std::set<std::string> names;
  for (auto at = html.find("aria-label=\""); at != std::string::npos;
       at = html.find("aria-label=\"", at + 1)) {
    const auto from = at + 12;
    CHECK(names.insert(html.substr(from, html.find('"', from) - from)).second);
  }
  CHECK(names.size() > 10);
}

TEST_CASE("plots: what is withheld has no influence on a picture") {
  const Report report = drawn_report(12);
  std::size_t drawn = 0, cells = 0;
  for (ReportTable table : report.tables) {
    const auto before = figure_of(table, {});
    if (!before) continue;
    ++drawn;
    for (ReportCell& cell : table.cells)
      if (cell.state == ReportCell::State::withheld) {
        cell.value = 7777;
        ++cells;
      }
    const auto after = figure_of(table, {});
    REQUIRE(after);
    CHECK(before->svg == after->svg);
    CHECK(before->message == after->message);
  }
  CHECK(drawn >= 3);
  CHECK(cells > 0);
}

TEST_CASE("plots: a table without facts, or with nothing but gaps and zeros, is not drawn") {
  CHECK(figure_of(steps({told(9), told(3), told(0)}), {}));
  CHECK_FALSE(figure_of(steps({told(0), told(0), told(0)}), {}));
  CHECK_FALSE(figure_of(steps({hidden(4), hidden(2), told(0)}), {}));
  CHECK_FALSE(figure_of(steps({}), {}));
  ReportTable unknown = steps({told(9), told(3), told(0)});
  unknown.known = false;
  CHECK_FALSE(figure_of(unknown, {}));
  unknown.id = "population";
  unknown.known = true;
  CHECK_FALSE(figure_of(unknown, {}));
}

TEST_CASE("plots: the message says what is not shown, in the language of the report") {
  DocumentOptions english;
  english.language = Language::en;
  const ReportTable table = steps({told(30), hidden(4), told(7)});
  CHECK(figure_of(table, {})->message == "Signaal: 30; Gesprek: niet getoond; Melding: 7.");
  CHECK(figure_of(table, english)->message == "Signal: 30; Talk: not shown; Melding: 7.");
}

TEST_CASE("plots: schools are drawn from three on, and those not shown are counted") {
  CHECK_FALSE(figure_of(schools({{told(4), told(20)}, {told(90), told(400)}}), {}));
  CHECK_FALSE(figure_of(schools({{told(4), told(20)}, {told(90), told(400)}, {hidden(2), told(30)}}), {}));
  const auto figure = figure_of(
      schools({{told(4), told(20)}, {told(110), told(400)}, {told(200), told(400)}, {hidden(2), told(30)}}),
      {});
  REQUIRE(figure);
  CHECK(figure->message.find("Van 3 scholen of groepen buiten de buitenste lijnen (een ruit): 2.") == 0);
  CHECK(figure->message.find("Niet getoond: 1.") != std::string::npos);
  CHECK_FALSE(figure_of(schools({{told(0), told(20)}, {told(0), told(40)}, {told(0), told(30)}}), {}));
}

TEST_CASE("plots: two numbers of a row are two bars that are told apart, and both are told in words") {
  ReportTable table;
  table.id = "meldingen";
  add_columns(table, {"pupils", "meldingen", "pupils_before", "meldingen_before"});
  table.rows = {{"16-uur", {}}, {"luxe", {}}, {"total", {}}};
  table.cells = {told(9), told(12), told(8),  told(10), hidden(1), hidden(2),
                 told(6), told(7),  told(10), told(14), told(14),  told(17)};
  const auto figure = figure_of(table, {});
  REQUIRE(figure);
  CHECK(figure->message == "16 uur in vier weken: 12, ervoor 10; Luxeverzuim: niet getoond, ervoor 7.");
  CHECK(count(figure->svg, "class=\"s0\"") == 2);  // the key, and the one that is told
  CHECK(count(figure->svg, "class=\"s1\"") == 3);
  CHECK(count(figure->svg, "class=\"gap\"") == 2);
  // Neither the total nor the people are drawn.
  CHECK(count(figure->svg, ">17</text>") == 0);
  CHECK(count(figure->svg, ">9</text>") == 0);
}

TEST_CASE("plots: what there was and came of long absence falls to what is left") {
  ReportTable table;
  table.id = "lasting";
  add_columns(table, {"at_start", "new", "total"});
  table.total_row = true;
  table.rows = {{"lasting_open_short", {}}, {"lasting_open_long", {}}, {"lasting_back", {}},
                {"lasting_moved", {}},      {"lasting_other", {}},     {"total", {}}};
  table.cells = {told(0), told(8), told(8), told(7), told(0), told(7), told(6),  told(6),  told(12),
                 told(0), told(3), told(3), told(0), told(0), told(0), told(13), told(17), told(30)};
  const auto figure = figure_of(table, {});
  REQUIRE(figure);
  CHECK(figure->message == "Aan het begin 13, nieuw 17, afgesloten 15, aan het einde nog open 15.");
  CHECK(count(figure->svg, ">+17</text>") == 1);
  CHECK(count(figure->svg, ">−12</text>") == 1);
  CHECK(count(figure->svg, ">8 + 7</text>") == 1);
  // What did not happen has no bar.
  CHECK(count(figure->svg, "Andere uitkomst") == 0);
  // One number that may not be told could be read off from the others.
  table.cells[11] = hidden(3);
  CHECK_FALSE(figure_of(table, {}));
}

TEST_CASE("plots: years that are not known break the line, and one year alone makes none") {
  ReportTable table;
  table.id = "meldingen_years";
  add_columns(table, {"year_2023-2024", "year_2024-2025", "year_2025-2026"});
  table.total_row = true;
  table.rows = {{"16-uur", {}}, {"luxe", {}}, {"total", {}}};
  const ReportCell unknown{ReportCell::State::unknown, 0, 0, {}, {}};
  table.cells = {unknown, told(9), told(14), unknown, told(0), hidden(3), unknown, told(9), told(17)};
  const auto figure = figure_of(table, {});
  REQUIRE(figure);
  CHECK(figure->message == "In 2025-2026: 16 uur in vier weken: 14.");
  CHECK(count(figure->svg, "class=\"curve\"") == 1);
  CHECK(count(figure->svg, ">25/26</text>") == 1);
  CHECK(count(figure->svg, "class=\"gap\"") == 2);  // the key, and the year that is not known
  table.cells[1] = table.cells[4] = unknown;
  CHECK_FALSE(figure_of(table, {}));
}

TEST_CASE("plots: the subject furthest above what is expected is named") {
  ReportTable table;
  table.id = "subjects";
  add_columns(table, {"lessons", "missed_lessons", "expected"});
  table.columns[2].type = ColumnType::expected;
  table.rows = {{"subject:rekenen", {}}, {"subject:taal", {}}};
  table.cells = {told(400), told(20), told(205), told(300), told(31), told(184)};
  CHECK(figure_of(table, {})->message ==
        "Het verst boven de verwachting: taal, 31 gemiste lessen tegen 18,4 verwacht.");
  table.cells[4] = told(12);
  CHECK(figure_of(table, {})->message == "Bij geen vak werd meer gemist dan verwacht.");
}

TEST_CASE(
    "plots: a calendar begins with the first week of its period, and strikes out days without lessons") {
  ReportTable table;
  table.id = "days";
  add_columns(table, {"possible", "missed", "rate_missed"});
  table.columns[2].type = ColumnType::rate;
  table.rows = {{"2026-01-19", {}}, {"2026-01-20", {}}, {"2026-01-21", "day_off"}, {"2026-01-22", {}}};
  const ReportCell none;
  table.cells = {told(300), told(30), told(1000), told(300), told(15),  told(500),
                 told(0),   told(0),  none,       told(300), hidden(3), hidden(100)};
  const auto figure = figure_of(table, {});
  REQUIRE(figure);
  CHECK(figure->message ==
        "Het meest gemist op 19 januari 2026: 10,00% van de lestijd. Dagen die niet te tonen zijn: 1.");
  CHECK(count(figure->svg, "class=\"struck\"") == 2);  // the key, and the day off
  CHECK(count(figure->svg, "class=\"gap\"") == 2);
  CHECK(count(figure->svg, "class=\"h4\"") == 2);
  CHECK(count(figure->svg, "class=\"h2\"") == 2);
  // One week high: a key, a month and one row of days.
  const auto height = figure->svg.find("0 0 700 ") + 8;
  CHECK(std::stoi(figure->svg.substr(height)) < 160);
}
