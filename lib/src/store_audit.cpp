// SPDX-License-Identifier: EUPL-1.2
#include "store_audit.hpp"

#include <fmt/format.h>

#include <unordered_map>

#include "verzuim/text.hpp"

namespace verzuim {
namespace {

constexpr std::string_view pupils_word = "pupils ";
constexpr std::string_view all_pupils = "all pupils";

/// The keys that an object stands for; of who was purged only that there was someone.
std::string keys_of(const std::string& object, const std::unordered_map<std::int64_t, std::string>& keys) {
  if (!object.starts_with(pupils_word)) return {};
  std::vector<std::string> found;
  int purged = 0;
  for (const std::int64_t number : ranged_numbers(std::string_view(object).substr(pupils_word.size()))) {
    const auto at = keys.find(number);
    if (at == keys.end())
      ++purged;
    else
      found.push_back(at->second);
  }
  if (purged > 0) found.push_back(fmt::format("({} purged)", purged));
  return join(found, ";");
}

}  // namespace

AuditLine audit_line_in(SQLite::Statement& row) {
  AuditLine line;
  line.number = row.getColumn(0).getInt64();
  int i = 0;
  for (std::string* part :
       {&line.at, &line.actor, &line.command, &line.object, &line.result, &line.why, &line.hash})
    *part = row.getColumn(++i).getString();
  return line;
}

void add_audit(StoreParts& parts, const std::string& usual_command, const std::string& object,
               const std::string& result, const std::string& why, const std::string& at) {
  std::string previous(no_audit_head);
  AuditLine line;
  {
    SQLite::Statement last(parts.db, "SELECT number, hash FROM audit ORDER BY number DESC LIMIT 1");
    if (last.executeStep()) {
      line.number = last.getColumn(0).getInt64();
      previous = last.getColumn(1).getString();
    }
  }
  ++line.number;
  line.at = at.empty() ? parts.now : at;
  line.actor = parts.actor;
  line.command = parts.command.empty() ? usual_command : parts.command;
  line.object = object;
  line.result = result;
  line.why = why.empty() ? parts.purpose : why;
  line.hash = audit_hash(previous, line);
  SQLite::Statement insert(parts.db, "INSERT INTO audit VALUES(?, ?, ?, ?, ?, ?, ?, ?)");
  insert.bind(1, line.number);
  int i = 1;
  for (const std::string* part :
       {&line.at, &line.actor, &line.command, &line.object, &line.result, &line.why, &line.hash})
    insert.bind(++i, *part);
  insert.exec();
}

std::string audited_pupils(StoreParts& parts, const std::vector<std::string>& ids) {
  std::vector<std::int64_t> numbers;
  SQLite::Statement find(parts.db, "SELECT no FROM pupil WHERE id = ?");
  for (const std::string& id : ids) {
    find.bind(1, id);
    if (find.executeStep()) numbers.push_back(find.getColumn(0).getInt64());
    find.reset();
  }
  return numbers.empty() ? "no pupil" : std::string(pupils_word) + number_ranges(std::move(numbers));
}

void Store::acts(const std::string& actor, const std::string& command, const std::string& at,
                 const std::string& purpose) {
  parts_->actor = actor;
  parts_->command = command;
  parts_->now = at;
  parts_->purpose = purpose;
}

void Store::note_read(const std::vector<std::string>* pupils, const std::string& result) {
  translated(parts_->path, [&] {
    StoreTransaction transaction(*parts_, StoreTransaction::For::writing);
    add_audit(*parts_, "read", pupils == nullptr ? std::string(all_pupils) : audited_pupils(*parts_, *pupils),
              result);
    transaction.commit();
  });
}

std::vector<AuditLine> Store::audit(std::int64_t from, std::vector<std::string>& pupils) {
  return translated(parts_->path, [&] {
    StoreTransaction snapshot(*parts_, StoreTransaction::For::reading);
    std::unordered_map<std::int64_t, std::string> keys;
    SQLite::Statement names(parts_->db, "SELECT no, id FROM pupil");
    while (names.executeStep()) keys[names.getColumn(0).getInt64()] = names.getColumn(1).getString();
    std::vector<AuditLine> lines;
    SQLite::Statement rows(parts_->db, std::string(select_audit) + "WHERE number >= ? ORDER BY number");
    rows.bind(1, from);
    while (rows.executeStep()) {
      lines.push_back(audit_line_in(rows));
      pupils.push_back(keys_of(lines.back().object, keys));
    }
    return lines;
  });
}

std::string Store::audit_head() {
  return translated(parts_->path, [&] {
    SQLite::Statement last(parts_->db, "SELECT hash FROM audit ORDER BY number DESC LIMIT 1");
    return last.executeStep() ? last.getColumn(0).getString() : std::string(no_audit_head);
  });
}

}  // namespace verzuim
