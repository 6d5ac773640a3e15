#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace cupola {

/// Numbers for the two items that have none.
inline constexpr std::uint16_t kReservedExpansion = 998, kSpecialPurpose = 999;

/// How the length of a data item of ASTERIX follows from its bytes (EUROCONTROL-SPEC-0149, part 1).
enum class AsterixShape : std::uint8_t {
  spare,       ///< nothing may stand here
  fixed,       ///< `length` bytes
  extended,    ///< parts of `length` bytes while the last bit of a part is set
  repetitive,  ///< a count, then so many times `length` bytes
  compound,    ///< bits that say which of `parts` follow
  own_length   ///< the first byte says how long it is, itself counted
};

/// One data item of a category, or one part of a compound item.
struct AsterixRule {
  std::uint16_t number = 0;  ///< of the item; of a part: its place from 1
  AsterixShape shape = AsterixShape::spare;
  std::uint8_t length = 0;
  std::span<const AsterixRule> parts = {};
};

/// The items of a category in the order of its field specification.
struct AsterixUap {
  int category = 0;
  std::span<const AsterixRule> items;
};

/// A data item found in a record, or one part of it.
struct AsterixItem {
  std::uint16_t number = 0;
  std::uint8_t part = 0;  ///< from 1; 0: the item as a whole
  std::span<const std::uint8_t> bytes;
};

/// Where the bytes are not those of a record: how far from its begin, and what is wrong.
struct AsterixFault {
  std::size_t offset = 0;
  std::string what;
};

/// Which data items does the record at the begin of these bytes hold?
/// Model      field specification and item lengths as EUROCONTROL-SPEC-0149 says
/// Returns    its length in bytes, 0 with `fault` where it breaks off or an item stands there that the
///            category does not have; `items` is filled anew. No byte outside of `bytes` is read
/// Checked by tests/asterix_items_test.cpp, tests/asterix_hostile_test.cpp
std::size_t split_asterix_record(std::span<const std::uint8_t> bytes, const AsterixUap& uap,
                                 std::vector<AsterixItem>& items, AsterixFault& fault);

/// The tables of CAT034 (edition 1.29), CAT048 (1.32) and CAT062 (1.21); the editions before them down to
/// 1.27, 1.27 and 1.16 have the same lengths. nullptr for any other category.
const AsterixUap* asterix_uap(int category);

}  // namespace cupola
