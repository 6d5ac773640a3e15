#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/problem.hpp"

namespace cupola {

/// Is this the begin of a capture in pcap, or in pcapng?
bool begins_as_pcap(std::string_view head);
bool begins_as_pcapng(std::string_view head);

/// What UDP brought, in order: views into the bytes of the capture.
struct UdpPayloads {
  std::vector<std::span<const std::uint8_t>> payloads;
  std::size_t passed_over = 0;  ///< packets that are not whole UDP datagrams
};

/// Which UDP datagrams does a capture hold?
/// Model      pcap (both byte orders, micro- and nanoseconds) over Ethernet (with VLAN tags), raw IP, Linux
///            cooked capture or BSD loopback; IPv4 and IPv6 without extension headers; fragments are not put
///            together
/// Returns    false with a problem where the file is cut off or is not what its first bytes say
/// Checked by tests/pcap_test.cpp, tests/asterix_hostile_test.cpp
bool udp_payloads(std::span<const std::uint8_t> capture, const std::string& path, UdpPayloads& found,
                  Problems& problems);

}  // namespace cupola
