#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "core/problem.hpp"
#include "formats/asterix_items.hpp"

namespace cupola {

/// What a file of ASTERIX held, apart from what its records say.
struct AsterixCount {
  std::array<std::size_t, 256> blocks{};  ///< by category
  std::size_t records = 0;                ///< of the categories that are read
  std::size_t damaged = 0;                ///< blocks of them that break off, and datagrams that are no blocks
  std::string first_damage;               ///< `byte 123: what`
  std::size_t packets_passed_over = 0;    ///< of a capture: not UDP
};

/// Hands on every record of CAT034, CAT048 and CAT062 in a file: raw blocks one after the other, or a
/// capture in pcap whose UDP datagrams hold blocks.
/// Model      blocks of category, length, records. A record that breaks off ends its block: what follows
///            in it has no known begin. In raw bytes a block that does not fit ends the reading; a
///            datagram that holds no whole blocks is counted as damage and passed over
/// Returns    false with one problem where the blocks themselves break off
/// Checked by tests/asterix_items_test.cpp, tests/asterix_hostile_test.cpp
bool for_each_asterix_record(std::span<const std::uint8_t> bytes, const std::string& path,
                             const std::function<void(int category, std::span<const AsterixItem>)>& hand_on,
                             AsterixCount& count, Problems& problems);

/// Does this begin like a block of ASTERIX?
bool begins_as_asterix(std::span<const std::uint8_t> head);

}  // namespace cupola
