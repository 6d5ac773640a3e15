#pragma once

#include <compare>
#include <cstdint>

namespace cupola {

enum class AddressKind : std::uint8_t { post, radar, fire_unit, interceptor };

/// Where a message comes from or goes to.
struct Address {
  AddressKind kind = AddressKind::post;
  std::uint32_t id = 0;
  constexpr auto operator<=>(const Address&) const = default;
};

}  // namespace cupola
