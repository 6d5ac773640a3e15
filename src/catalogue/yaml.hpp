#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/problem.hpp"

namespace cupola {

/// One value in a user's file: a scalar, a list, or a map from names to values in the order of the file.
struct Node {
  enum class Kind { scalar, list, map };
  Kind kind = Kind::scalar;
  bool plain = true;         ///< a scalar written without quotes
  int line = 0, column = 0;  ///< from 1, columns in characters
  std::string text;          ///< of a scalar
  std::vector<Node> items;   ///< of a list, or the values of a map

  // Where this node is a value in a map: its key. Keys are unique in their map.
  std::string key;
  int key_line = 0, key_column = 0;

  /// The value of a map under `name`, or null.
  const Node* find(std::string_view name) const;
  /// Nothing was written: `key:` alone, `~` or `null`.
  bool is_null() const;
};

/// A user's file as it was read: the text for messages, the tree for meaning.
struct Document {
  std::string path;
  std::string text;
  Node root;

  /// A problem at a place of this file, with the line of the file for the caret.
  Problem problem(int line, int column, std::string what, std::string hint = "") const;
};

/// What a file may hold at most, each with its own error.
struct YamlLimits {
  static constexpr std::size_t kFileBytes = std::size_t{64} << 20;
  static constexpr int kNesting = 64;
  static constexpr std::size_t kStringBytes = std::size_t{1} << 20;  ///< as written, between the quotes
  static constexpr std::size_t kNodes = 1'000'000;
  static constexpr std::size_t kNameBytes = 256;  ///< of a key, and of every name in a value

  // On end: the parser takes the square of the time for some of them.
  static constexpr int kEmptyLines = 10'000;
  static constexpr int kBlanks = 512;

  // What may stand between the end of one value and the end of the next (a list on one line ends with its
  // line): the parser keeps all of it, some hundred bytes for every sign.
  static constexpr std::size_t kAheadBytes = kStringBytes + (std::size_t{64} << 10);
  static constexpr std::size_t kAheadSigns = 100'000;  ///< of `[{,:?`
};

/// What stands in this file?
/// Model      the subset of YAML 1.2 that needs no expansion: no anchors, aliases, tags, merge keys,
///            directives, further documents or complex keys; every key once; UTF-8 without a byte order mark
/// Returns    false if anything is wrong; then `problems` says what and where, and `document.root` is not to
///            be used
/// Checked by tests/yaml.cpp
bool read_yaml(const std::string& path, Document& document, Problems& problems);

/// The same of a text in memory; `path` names it in messages.
bool parse_yaml(std::string path, std::string text, Document& document, Problems& problems);

}  // namespace cupola
