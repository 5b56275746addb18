// SPDX-License-Identifier: EUPL-1.2
// The small kinds of facts on their way in: every kind is a table with a key, a batch and values.
#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <unordered_map>

#include "store_fact.hpp"
#include "store_shared.hpp"
#include "verzuim/text.hpp"

namespace verzuim {
namespace {

std::string list(const std::vector<std::string>& names, std::string_view end, std::string_view between) {
  std::string text;
  for (const std::string& name : names)
    text += (text.empty() ? "" : std::string(between)) + name + std::string(end);
  return text;
}

class FactTaker : public Taker {
 public:
  FactTaker(Intake& intake, FileKind kind)
      : in_(intake),
        kind_(kind),
        shape_(shape_of(kind)),
        about_pupils_(shape_.key.front() == "pupil"),
        find_(in_.parts.db, fmt::format("SELECT batch{} FROM {} WHERE {} ORDER BY batch DESC LIMIT 2",
                                        shape_.values.empty() ? "" : ", " + list(shape_.values, "", ", "),
                                        shape_.table, list(shape_.key, " = ?", " AND "))),
        insert_(in_.parts.db,
                fmt::format("INSERT INTO {}({}) VALUES({})", shape_.table, list(columns(), "", ", "),
                            list(std::vector<std::string>(columns().size(), "?"), "", ", "))),
        erase_(in_.parts.db, fmt::format("DELETE FROM {} WHERE {} AND batch = ?", shape_.table,
                                         list(shape_.key, " = ?", " AND "))) {}

  void take(const Row& row, int line) override {
    facts_.push_back(fact_of(row, in_));
    facts_.back().line = line;
    if (facts_.size() >= 20'000) flush();
  }
  void finish() override {
    flush();
    touch_shared(in_, kind_, changed_);
  }

 private:
  /// How a key stands.
  struct Version {
    bool known = false, ours = false, older = false,
         same = false;  ///< ours: written by this file; older: there is one before it
  };

  std::vector<std::string> columns() const {
    std::vector<std::string> all = shape_.key;
    all.insert(all.end(), {"batch", "line"});
    all.insert(all.end(), shape_.values.begin(), shape_.values.end());
    return all;
  }
  void flush();
  void settle(const Fact& fact);
  Version find(const Fact& fact);
  void write(const Fact& fact);
  void undo(const Fact& fact, const Version& version);

  Intake& in_;
  FileKind kind_;
  const FactShape& shape_;
  bool about_pupils_;
  SQLite::Statement find_, insert_, erase_;
  std::vector<Fact> facts_;
  std::unordered_map<std::size_t, int>
      lines_;                      ///< by hash of the key: the line it came on; negative after a conflict
  std::set<std::string> changed_;  ///< first keys of what is shared by many pupils
};

void FactTaker::flush() {
  in_.begin();
  if (about_pupils_) {
    in_.pupils.resolve(in_.parts.db);
    for (Fact& fact : facts_)
      fact.key[0] =
          std::int64_t{in_.pupils.number(static_cast<std::uint32_t>(std::get<std::int64_t>(fact.key[0])))};
  }
  std::stable_sort(facts_.begin(), facts_.end(), [](const Fact& a, const Fact& b) { return a.key < b.key; });
  for (const Fact& fact : facts_) settle(fact);
  facts_.clear();
}

FactTaker::Version FactTaker::find(const Fact& fact) {
  Version version;
  for (std::size_t i = 0; i < fact.key.size(); ++i) bind_cell(find_, static_cast<int>(i) + 1, fact.key[i]);
  if (find_.executeStep()) {
    version.known = version.same = true;
    version.ours = find_.getColumn(0).getInt() == in_.receipt.batch;
    for (std::size_t i = 0; i < fact.values.size(); ++i)
      version.same = version.same && same_cell(find_.getColumn(static_cast<int>(i) + 1), fact.values[i]);
    version.older = find_.executeStep();
  }
  find_.reset();
  return version;
}

void FactTaker::settle(const Fact& fact) {
  Receipt& receipt = in_.receipt;
  const Version version = find(fact);
  const auto [seen, first] = lines_.emplace(hash_of(fact.key), fact.line);
  if (!first) {
    const int other = std::abs(seen->second);
    if (seen->second > 0 && version.same) {
      ++receipt.same;
      return;
    }
    if (seen->second > 0) {
      undo(fact, version);
      in_.conflict(other, fact.line, kind_);
      seen->second = -other;
    }
    in_.conflict(fact.line, other, kind_);
    return;
  }
  if (version.same) {
    ++receipt.same;
    return;
  }
  ++(version.known ? receipt.changed : receipt.fresh);
  if (!version.known) ++in_.facts;
  write(fact);
}

/// Takes back what an earlier row of this file with the same key did.
void FactTaker::undo(const Fact& fact, const Version& version) {
  Receipt& receipt = in_.receipt;
  if (!version.ours) {
    --receipt.same;
    return;
  }
  --(version.older ? receipt.changed : receipt.fresh);
  if (!version.older) --in_.facts;
  for (std::size_t i = 0; i < fact.key.size(); ++i) bind_cell(erase_, static_cast<int>(i) + 1, fact.key[i]);
  erase_.bind(static_cast<int>(fact.key.size()) + 1, receipt.batch);
  erase_.exec();
  erase_.reset();
}

void FactTaker::write(const Fact& fact) {
  int index = 0;
  for (const FactCell& cell : fact.key) bind_cell(insert_, ++index, cell);
  insert_.bind(++index, in_.receipt.batch);
  insert_.bind(++index, fact.line);
  for (const FactCell& cell : fact.values) bind_cell(insert_, ++index, cell);
  insert_.exec();
  insert_.reset();
  if (about_pupils_)
    in_.touch(static_cast<std::int32_t>(std::get<std::int64_t>(fact.key[0])), kind_, fact.last_day);
  else
    changed_.insert(std::get<std::string>(fact.key[0]));
}

}  // namespace

std::unique_ptr<Taker> fact_taker(Intake& intake, FileKind kind) {
  return std::make_unique<FactTaker>(intake, kind);
}

}  // namespace verzuim
