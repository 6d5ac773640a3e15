#include "formats/asterix_file.hpp"

#include "formats/pcap.hpp"
#include "formats/refuse.hpp"

namespace cupola {
namespace {

using Bytes = std::span<const std::uint8_t>;

constexpr std::size_t kBlockHeader = 3;

std::size_t block_length(Bytes bytes) {
  return bytes.size() < kBlockHeader ? 0 : std::size_t{bytes[1]} << 8 | bytes[2];
}

bool fits(Bytes bytes) {
  const std::size_t length = block_length(bytes);
  return length > kBlockHeader && length <= bytes.size() && bytes[0] != 0;
}

std::string misfit(Bytes bytes) {
  if (bytes.size() < kBlockHeader) return "the file ends within the head of a block";
  const std::size_t length = block_length(bytes);
  const std::string block = "a block of category " + std::to_string(bytes[0]);
  if (bytes[0] == 0 || length <= kBlockHeader) return "no block of ASTERIX begins here";
  return block + " says that it has " + std::to_string(length) + " bytes, and " +
         std::to_string(bytes.size()) + " are left";
}

class Walk {
 public:
  Walk(Bytes file, const std::function<void(int, std::span<const AsterixItem>)>& hand_on, AsterixCount& count)
      : file_(file), hand_on_(hand_on), count_(count) {}

  /// All blocks up to one that does not fit; returns the bytes that are left then.
  Bytes blocks(Bytes bytes) {
    while (!bytes.empty() && fits(bytes)) {
      const std::size_t length = block_length(bytes);
      block(bytes.first(length));
      bytes = bytes.subspan(length);
    }
    return bytes;
  }

  void note_damage(Bytes at, const std::string& what) {
    if (count_.damaged++ == 0) count_.first_damage = "byte " + std::to_string(offset_of(at)) + ": " + what;
  }

  std::size_t offset_of(Bytes at) const { return static_cast<std::size_t>(at.data() - file_.data()); }

 private:
  void block(Bytes block) {
    ++count_.blocks[block[0]];
    const AsterixUap* uap = asterix_uap(block[0]);
    if (!uap) return;
    for (Bytes rest = block.subspan(kBlockHeader); !rest.empty();) {
      AsterixFault fault;
      const std::size_t length = split_asterix_record(rest, *uap, items_, fault);
      if (length == 0) return note_damage(rest.subspan(fault.offset), fault.what);
      ++count_.records;
      hand_on_(block[0], items_);
      rest = rest.subspan(length);
    }
  }

  Bytes file_;
  const std::function<void(int, std::span<const AsterixItem>)>& hand_on_;
  AsterixCount& count_;
  std::vector<AsterixItem> items_;
};

}  // namespace

bool begins_as_asterix(Bytes head) {
  const std::size_t length = block_length(head);
  return head.size() >= kBlockHeader && head[0] != 0 && length > kBlockHeader;
}

bool for_each_asterix_record(Bytes bytes, const std::string& path,
                             const std::function<void(int, std::span<const AsterixItem>)>& hand_on,
                             AsterixCount& count, Problems& problems) {
  Walk walk(bytes, hand_on, count);
  const std::string_view head(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  if (!begins_as_pcap(head)) {
    const Bytes rest = walk.blocks(bytes);
    if (rest.empty()) return true;
    return refuse(problems, path, "byte " + std::to_string(walk.offset_of(rest)) + ": " + misfit(rest),
                  "was the file copied as a whole?");
  }
  UdpPayloads udp;
  if (!udp_payloads(bytes, path, udp, problems)) return false;
  count.packets_passed_over = udp.passed_over;
  for (const Bytes payload : udp.payloads) {
    const Bytes rest = walk.blocks(payload);
    if (!rest.empty()) walk.note_damage(rest, misfit(rest));
  }
  return true;
}

}  // namespace cupola
