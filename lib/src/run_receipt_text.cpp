// SPDX-License-Identifier: EUPL-1.2
// Receipts of runs as TOML, and back.
#include <fmt/format.h>

#include <algorithm>

#include "toml_reader.hpp"
#include "toml_writer.hpp"
#include "verzuim/run_receipt.hpp"

namespace verzuim {
namespace {

void add_files(TomlWriter& toml, std::string_view table, const std::vector<ReadFile>& files) {
  for (const ReadFile& file : files) {
    toml.entry(table);
    toml.put("name", file.name);
    toml.put("sha256", file.sha256);
    if (file.ours) toml.flag("shipped", true);
  }
}

void add_outcome(TomlWriter& toml, const RunReceipt& receipt) {
  toml.table("outcome");
  toml.put("new", receipt.fresh);
  toml.put("standing", receipt.standing);
  toml.put("withdrawn", receipt.withdrawn);
  toml.put("refused", receipt.refused);
  toml.put("written", receipt.written);
  toml.put("sha256", receipt.signals);
  for (const auto& [reason, count] : receipt.undecided) {
    toml.entry("outcome.undecided");
    toml.put("reason", reason);
    toml.put("count", count);
  }
}

std::int64_t number(TomlTable& table, std::string_view key) {
  const TomlNode& node = table.need(key);
  if (node.type != TomlNode::Type::integer) node.refuse(fmt::format("`{}` must be a number", key));
  return node.integer;
}

std::vector<ReadFile> read_files(TomlTable& table, std::string_view key) {
  std::vector<ReadFile> files;
  for (const TomlNode* node : table.tables(key)) {
    TomlTable file(*node);
    files.push_back({file.need_text("name"), file.need_text("sha256"), file.flag("shipped")});
    file.finish();
  }
  return files;
}

RunGround ground_in(TomlTable& root) {
  RunGround ground;
  TomlTable table(root.need("ground"));
  ground.program = table.need_text("program");
  ground.rules = table.need_text("rules");
  ground.ladders = table.need_text("ladders");
  ground.calendar = table.need_text("calendar");
  ground.mapping = table.need_text("mapping");
  table.finish();
  ground.files = read_files(root, "rule_file");
  return ground;
}

void read_run(TomlTable& root, RunReceipt& receipt) {
  TomlTable run(root.need("run"));
  receipt.run = run.count("number").value_or(0);
  receipt.at = run.need_text("at");
  receipt.on = run.need("on").as_date();
  receipt.known_at = run.text("known_at");
  receipt.batch = run.count("batch").value_or(0);
  const TomlNode& looked = run.need("looked_at");
  const auto* scope = std::find(run_scope_names.begin(), run_scope_names.end(), looked.as_text());
  if (scope == run_scope_names.end()) looked.refuse("looked_at is all, changed or named");
  receipt.scope = static_cast<RunScope>(scope - run_scope_names.begin());
  if (receipt.scope != RunScope::all) receipt.pupils = number(run, "pupils");
  receipt.every = run.flag("all");
  receipt.holder = run.text("holder");
  run.finish();
}

void read_outcome(TomlTable& root, RunReceipt& receipt) {
  TomlTable outcome(root.need("outcome"));
  receipt.fresh = number(outcome, "new");
  receipt.standing = number(outcome, "standing");
  receipt.withdrawn = number(outcome, "withdrawn");
  receipt.refused = number(outcome, "refused");
  receipt.written = number(outcome, "written");
  receipt.signals = outcome.need_text("sha256");
  for (const TomlNode* node : outcome.tables("undecided")) {
    TomlTable row(*node);
    const std::string reason = row.need_text("reason");
    receipt.undecided[reason] = number(row, "count");
    row.finish();
  }
  outcome.finish();
}

/// Reads `text` by `work`; whatever is wrong with it, it is no receipt.
template <class Work>
auto as_receipt(std::string_view text, const std::string& name, Work&& work) {
  try {
    const TomlNode root = read_toml(text, name, ErrorCode::data);
    TomlTable table(root);
    auto made = work(table);
    table.finish();
    return made;
  } catch (const Error& fault) {
    throw Error(
        ErrorCode::data,
        std::string("this is no receipt of a run; give what `verzuim flag --receipt` wrote, or the number "
                    "of a run that `verzuim store info` lists (") +
            fault.what() + ")",
        fault.place());
  }
}

}  // namespace

std::string ground_text(const RunGround& ground) {
  std::string out = "[ground]\n";
  TomlWriter toml(out);
  toml.put("program", ground.program);
  toml.put("rules", ground.rules);
  toml.put("ladders", ground.ladders);
  toml.put("calendar", ground.calendar);
  toml.put("mapping", ground.mapping);
  add_files(toml, "rule_file", ground.files);
  return out;
}

std::string run_receipt_text(const RunReceipt& receipt) {
  std::string out = "[run]\n";
  TomlWriter toml(out);
  if (receipt.run > 0) toml.put("number", receipt.run);
  toml.put("at", receipt.at);
  toml.date("on", receipt.on);
  toml.text("known_at", receipt.known_at);
  if (receipt.run > 0) toml.put("batch", receipt.batch);
  toml.put("looked_at", run_scope_names[static_cast<std::size_t>(receipt.scope)]);
  if (receipt.scope != RunScope::all) toml.put("pupils", receipt.pupils);
  toml.flag("all", receipt.every);
  toml.text("holder", receipt.holder);
  out += "\n" + ground_text(receipt.ground);
  add_files(toml, "input", receipt.inputs);
  add_outcome(toml, receipt);
  return out;
}

RunReceipt read_run_receipt(std::string_view text, const std::string& name) {
  return as_receipt(text, name, [](TomlTable& root) {
    RunReceipt receipt;
    read_run(root, receipt);
    receipt.ground = ground_in(root);
    receipt.inputs = read_files(root, "input");
    read_outcome(root, receipt);
    return receipt;
  });
}

RunGround read_ground(std::string_view text, const std::string& name) {
  return as_receipt(text, name, [](TomlTable& root) { return ground_in(root); });
}

}  // namespace verzuim
