#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "catalogue/fields.hpp"

namespace cupola {

inline constexpr std::size_t kCardWidth = 100;

/// `text` broken at blanks into lines of at most `width` characters.
std::vector<std::string> wrap(std::string_view text, std::size_t width);

/// A part of a card: a line of plain fields and a table of figures.
struct CardSection {
  std::string heading;
  std::string plain;  ///< `band s, scan rotating, ...`
  struct Row {
    std::string name, value, interval, word;
  };
  std::vector<Row> rows;
};

/// The sections of a record, from its declaration, and the keys of the sources it cites.
std::vector<CardSection> card_sections(const Declaration& declaration, std::set<std::string>& sources);

/// The sections as text, columns aligned across all of them.
std::string print_sections(const std::vector<CardSection>& sections);

}  // namespace cupola
