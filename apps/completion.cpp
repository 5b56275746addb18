// SPDX-License-Identifier: EUPL-1.2
#include "completion.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <vector>

#include "verzuim/text.hpp"

namespace {

/// What may follow an option.
enum class Value { none, words, files, folders, free };

struct Flag {
  std::vector<std::string> names;  ///< with their dashes
  std::string help;
  Value value = Value::none;
  std::vector<std::string> words;
};

/// A command, a verb of one, or the program itself.
struct Node {
  std::vector<std::string> path;  ///< without the name of the program
  std::string help;
  std::vector<std::string> names, helps;  ///< of what may come next
  std::vector<Flag> flags;
  bool files = false;  ///< its operands are files
};

/// `TEXT:{nl,en}` names its words in braces; `NAME|FILE|auto` takes a file besides other things.
void read_value(const CLI::Option& option, Flag& flag) {
  if (option.get_items_expected_max() == 0) return;
  const std::string type = option.get_type_name();
  flag.value = Value::free;
  const auto open = type.find('{'), close = type.find('}');
  if (open != std::string::npos && close != std::string::npos) {
    flag.value = Value::words;
    flag.words = verzuim::split(type.substr(open + 1, close - open - 1), ',');
  } else if (type.find("FILE") != std::string::npos || type.find("PATH") != std::string::npos ||
             type.find("RECEIPT") != std::string::npos) {
    flag.value = Value::files;
  } else if (type.find("DIR") != std::string::npos) {
    flag.value = Value::folders;
  }
}

Flag flag_of(const CLI::Option& option) {
  Flag flag;
  for (const std::string& name : option.get_snames()) flag.names.push_back("-" + name);
  for (const std::string& name : option.get_lnames()) flag.names.push_back("--" + name);
  flag.help = option.get_description();
  read_value(option, flag);
  return flag;
}

void collect(const CLI::App& app, std::vector<std::string> path, std::vector<Node>& nodes) {
  Node node{path, app.get_description(), {}, {}, {}, false};
  for (const CLI::Option* option : app.get_options()) {
    if (option->nonpositional())
      node.flags.push_back(flag_of(*option));
    else
      node.files = node.files || option->get_name().find("FILE") != std::string::npos ||
                   option->get_name().find("PATH") != std::string::npos;
  }
  const auto subs = app.get_subcommands([](const CLI::App*) { return true; });
  for (const CLI::App* sub : subs) {
    node.names.push_back(sub->get_name());
    node.helps.push_back(sub->get_description());
  }
  nodes.push_back(std::move(node));
  for (const CLI::App* sub : subs) {
    std::vector<std::string> below = path;
    below.push_back(sub->get_name());
    collect(*sub, std::move(below), nodes);
  }
}

/// Within single quotes of a shell a single quote has to be left and entered again.
std::string in_quotes(std::string_view text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

std::string all_names(const Node& node, const Node& root) {
  std::vector<std::string> words = node.names;
  for (const Node* n : {&node, &root}) {
    for (const Flag& flag : n->flags)
      for (const std::string& name : flag.names)
        if (name.starts_with("--") && std::find(words.begin(), words.end(), name) == words.end())
          words.push_back(name);
  }
  return verzuim::join(words, " ");
}

// --- bash

std::string bash_values(const Node& node, const Node& root) {
  std::string out;
  for (const Node* n : {&node, &root}) {
    for (const Flag& flag : n->flags) {
      if (flag.value == Value::none) continue;
      const std::string names = verzuim::join(flag.names, "|");
      if (flag.value == Value::words)
        out += fmt::format("        {}) COMPREPLY=($(compgen -W '{}' -- \"$cur\")); return ;;\n", names,
                           verzuim::join(flag.words, " "));
      else if (flag.value == Value::free)
        out += fmt::format("        {}) return ;;\n", names);
      else
        out += fmt::format(
            "        {}) compopt -o filenames; COMPREPLY=($(compgen -{} -- \"$cur\")); return ;;\n", names,
            flag.value == Value::folders ? 'd' : 'f');
    }
    if (n == &root) break;
  }
  return out;
}

std::string bash(const std::vector<Node>& nodes) {
  std::string out =
      "# bash completion for verzuim; made by verzuim --completion bash\n"
      "_verzuim() {\n"
      "  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} at='' word\n"
      "  for word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n"
      "    case \"$at/$word\" in\n";
  for (const Node& node : nodes)
    if (!node.path.empty())
      out += fmt::format("      '{}/{}') at={} ;;\n",
                         verzuim::join({node.path.begin(), node.path.end() - 1}, "_"), node.path.back(),
                         verzuim::join(node.path, "_"));
  out += "    esac\n  done\n  COMPREPLY=()\n  case $at in\n";
  for (const Node& node : nodes) {
    out += fmt::format("    {})\n      case $prev in\n{}      esac\n",
                       node.path.empty() ? "''" : verzuim::join(node.path, "_"),
                       bash_values(node, nodes.front()));
    out += fmt::format("      COMPREPLY=($(compgen -W '{}' -- \"$cur\"))\n", all_names(node, nodes.front()));
    if (node.files)
      out +=
          "      if [[ $cur != -* ]]; then compopt -o filenames; COMPREPLY+=($(compgen -f -- \"$cur\")); "
          "fi\n";
    out += "      ;;\n";
  }
  return out + "  esac\n}\ncomplete -F _verzuim verzuim\n";
}

// --- fish

std::string fish_flag(const Node& node, const Flag& flag) {
  std::string line = "complete -c verzuim";
  for (const std::string& name : flag.names)
    line += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
  if (!node.path.empty()) {
    std::string seen;
    for (const std::string& word : node.path)
      seen += (seen.empty() ? "" : "; and ") + ("__fish_seen_subcommand_from " + word);
    line += " -n " + in_quotes(seen);
  }
  if (flag.value == Value::words)
    line += " -x -a " + in_quotes(verzuim::join(flag.words, " "));
  else if (flag.value == Value::free)
    line += " -x";
  else if (flag.value == Value::files)
    line += " -r -F";
  else if (flag.value == Value::folders)
    line += " -x -a '(__fish_complete_directories)'";
  return line + " -d " + in_quotes(flag.help) + "\n";
}

std::string fish(const std::vector<Node>& nodes) {
  std::string out = "# fish completion for verzuim; made by verzuim --completion fish\n";
  for (const Node& node : nodes) {
    std::string when =
        node.path.empty() ? "__fish_use_subcommand" : "__fish_seen_subcommand_from " + node.path.back();
    if (!node.names.empty() && !node.path.empty())
      when += "; and not __fish_seen_subcommand_from " + verzuim::join(node.names, " ");
    for (std::size_t i = 0; i < node.names.size(); ++i)
      out += fmt::format("complete -c verzuim -f -n {} -a {} -d {}\n", in_quotes(when), node.names[i],
                         in_quotes(node.helps[i]));
    for (const Flag& flag : node.flags) out += fish_flag(node, flag);
  }
  return out;
}

// --- zsh

/// In a specification of _arguments brackets and colons are marks.
std::string zsh_text(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '[' || c == ']' || c == ':') out += '\\';
    out += c;
  }
  return out;
}

std::string zsh_flags(const Node& node) {
  std::string out;
  for (const Flag& flag : node.flags) {
    std::string value;
    if (flag.value == Value::words) value = ":value:(" + verzuim::join(flag.words, " ") + ")";
    if (flag.value == Value::free) value = ":value:";
    if (flag.value == Value::files) value = ":file:_files";
    if (flag.value == Value::folders) value = ":folder:_files -/";
    for (const std::string& name : flag.names)
      out += "    " + in_quotes(name + "[" + zsh_text(flag.help) + "]" + value) + "\n";
  }
  return out;
}

std::string zsh_function(const Node& node, const Node& root) {
  const std::string name = node.path.empty() ? "_verzuim" : "_verzuim_" + verzuim::join(node.path, "_");
  std::string out = name + "() {\n  local -a next flags\n  flags=(\n" + zsh_flags(node);
  if (!node.path.empty()) out += zsh_flags(root);
  out += "  )\n";
  if (node.names.empty()) {
    out += "  _arguments -s \"${flags[@]}\"" + std::string(node.files ? " '*:file:_files'" : "") + "\n}\n";
    return out;
  }
  out += "  next=(\n";
  for (std::size_t i = 0; i < node.names.size(); ++i)
    out += "    " + in_quotes(node.names[i] + ":" + node.helps[i]) + "\n";
  out +=
      "  )\n  local state line\n  _arguments -C \"${flags[@]}\" '1: :->command' '*:: :->rest'\n"
      "  case $state in\n    command) _describe command next ;;\n    rest)\n      case $line[1] in\n";
  for (const std::string& sub : node.names) out += fmt::format("        {0}) {1}_{0} ;;\n", sub, name);
  return out + "      esac ;;\n  esac\n}\n";
}

std::string zsh(const std::vector<Node>& nodes) {
  std::string out = "#compdef verzuim\n# zsh completion for verzuim; made by verzuim --completion zsh\n";
  for (const Node& node : nodes) out += zsh_function(node, nodes.front());
  return out + "compdef _verzuim verzuim\n";
}

}  // namespace

std::string completion_script(const CLI::App& app, const std::string& shell) {
  std::vector<Node> nodes;
  collect(app, {}, nodes);
  return shell == "bash" ? bash(nodes) : shell == "zsh" ? zsh(nodes) : shell == "fish" ? fish(nodes) : "";
}
