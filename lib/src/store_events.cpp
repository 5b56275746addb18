// SPDX-License-Identifier: EUPL-1.2
// Dossier events: appended, read back, never changed.
#include "store_audit.hpp"
#include "store_parts.hpp"
#include "verzuim/text.hpp"

namespace verzuim {
namespace {

/// Names and values with their lengths before them (`4:name5:value`): any text comes back as it went in.
std::string packed(const std::vector<std::pair<std::string, std::string>>& fields) {
  std::string text;
  for (const auto& [name, value] : fields)
    for (const std::string* part : {&name, &value}) text += std::to_string(part->size()) + ":" + *part;
  return text;
}

std::vector<std::pair<std::string, std::string>> unpacked(std::string_view text) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const auto colon = text.find(':');
    const auto length = parse_count(text.substr(0, colon));
    if (colon == std::string_view::npos || !length ||
        text.size() - colon - 1 < static_cast<std::size_t>(*length))
      throw Error(ErrorCode::data,
                  "an event in the store is damaged; put a copy of the store back in its place");
    parts.emplace_back(text.substr(colon + 1, static_cast<std::size_t>(*length)));
    text.remove_prefix(colon + 1 + static_cast<std::size_t>(*length));
  }
  std::vector<std::pair<std::string, std::string>> fields;
  for (std::size_t i = 0; i + 1 < parts.size(); i += 2) fields.emplace_back(parts[i], parts[i + 1]);
  return fields;
}

}  // namespace

void Store::append(std::vector<DossierEvent>& events) {
  translated(parts_->path, [&] {
    StoreTransaction transaction(*parts_, StoreTransaction::For::writing);
    SQLite::Statement insert(parts_->db,
                             "INSERT INTO event(dossier, pupil, school, type, day, at, role, fields) "
                             "VALUES(?, ?, ?, ?, ?, ?, ?, ?)");
    for (DossierEvent& e : events) {
      insert.bind(1, e.dossier);
      insert.bind(2, parts_->pupil_number(e.pupil));
      insert.bind(3, e.school);
      insert.bind(4, e.type);
      insert.bind(5, e.on.day);
      insert.bind(6, e.recorded_at);
      insert.bind(7, e.role);
      insert.bind(8, packed(e.fields));
      insert.exec();
      insert.reset();
      e.number = parts_->db.getLastInsertRowid();
    }
    if (!events.empty()) {
      std::vector<std::string> pupils;
      for (const DossierEvent& e : events) pupils.push_back(e.pupil);
      add_audit(
          *parts_, "record", audited_pupils(*parts_, pupils),
          "events " + std::to_string(events.front().number) + "-" + std::to_string(events.back().number), {},
          events.front().recorded_at);
    }
    transaction.commit();
  });
}

std::vector<DossierEvent> Store::events(const std::string& dossier) {
  return translated(parts_->path, [&] {
    const std::string select =
        "SELECT number, dossier, pupil.id, school, type, day, at, role, fields FROM event JOIN pupil ON "
        "pupil.no = event.pupil ";
    SQLite::Statement rows(
        parts_->db, select + (dossier.empty() ? "ORDER BY number" : "WHERE dossier = ? ORDER BY number"));
    if (!dossier.empty()) rows.bind(1, dossier);
    std::vector<DossierEvent> events;
    while (rows.executeStep()) {
      DossierEvent e;
      e.number = rows.getColumn(0).getInt64();
      e.dossier = rows.getColumn(1).getString();
      e.pupil = rows.getColumn(2).getString();
      e.school = rows.getColumn(3).getString();
      e.type = rows.getColumn(4).getString();
      e.on = Date{rows.getColumn(5).getInt()};
      e.recorded_at = rows.getColumn(6).getString();
      e.role = rows.getColumn(7).getString();
      e.fields = unpacked(rows.getColumn(8).getString());
      events.push_back(std::move(e));
    }
    return events;
  });
}

}  // namespace verzuim
