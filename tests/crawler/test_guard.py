"""Which addresses pass."""

from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.guard import Guard, address_in, why_refused
from pipelines.errors import ConfigError, ForbiddenAddress


def addresses(text: str) -> list[str]:
    return text.split()


REFUSED = addresses("""
0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.127.255.255 127.0.0.1 127.255.255.254 169.254.169.254 172.16.0.1
172.31.255.255 192.0.0.8 192.0.2.1 192.31.196.1 192.52.193.1 192.88.99.1 192.168.0.1 192.175.48.1 198.18.0.1
198.19.255.255 198.51.100.1 203.0.113.1 224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255
:: ::1 ::7f00:1 ::ffff:127.0.0.1 ::ffff:8.8.8.8 64:ff9b::7f00:1 64:ff9b::808:808 64:ff9b:1::1 100::1 2001::1
2001:0:4136:e378:8000:63bf:3fff:fdd2 2001:2::1 2001:10::1 2001:20::1 2001:db8::1 2002:7f00:1:: 2002:808:808::1
2620:4f:8000::1 3fff::1 4000::1 5f00::1 fc00::1 fd00:ec2::254 fe80::1 fe80::1%eth0 fec0::1 ff02::1
""")
PUBLIC = addresses("""
1.1.1.1 8.8.8.8 9.255.255.255 11.0.0.1 100.63.255.255 100.128.0.1 126.255.255.255 128.0.0.1 169.253.255.255
172.15.255.255 172.32.0.1 192.0.1.1 192.88.98.1 192.167.255.255 192.169.0.1 198.17.255.255 198.20.0.1 223.255.255.255
2606:4700::1111 2a00:1450::1 2001:200::1 2003::1 2620:4f:8001::1
""")


@pytest.mark.parametrize("address", REFUSED)
def test_what_is_not_public_is_refused(address):
    with pytest.raises(ForbiddenAddress):
        Guard().check(address, 80)


@pytest.mark.parametrize("address", PUBLIC)
def test_what_is_public_passes(address):
    Guard().check(address, 443)


@pytest.mark.parametrize("port", [0, 22, 25, 53, 110, 143, 445, 2375, 3306, 5432, 6379, 9200, 11211, 27017])
def test_ports_of_other_services_are_refused_even_in_public(port):
    with pytest.raises(ForbiddenAddress, match="no port of the web"):
        Guard().check("1.1.1.1", port)


@given(st.ip_addresses())
def test_nothing_that_python_calls_private_or_reserved_passes(address):
    if why_refused(address) is None:
        assert address.is_global
        assert not address.is_multicast
        assert not address.is_reserved


@pytest.mark.parametrize(
    "spelled",
    ["127.0.0.1", "2130706433", "0x7f000001", "0x7F.1", "0177.0.0.1", "017700000001", "127.1", "127.0.1", "127.0.0.1.",
     "１２７.０.０.１", "127。0。0。1", "[::ffff:127.0.0.1]", "[::1]"],
)  # fmt: skip
def test_an_address_is_known_in_any_spelling(spelled):
    known = address_in(spelled)
    assert known in {ip_address("127.0.0.1"), ip_address("::ffff:127.0.0.1"), ip_address("::1")}
    with pytest.raises(ForbiddenAddress):
        Guard().check_host(spelled, 80)


@pytest.mark.parametrize("name", ["news.example", "localhost", "127.0.0.1.example", "", "0x.example", "مثال.example"])
def test_names_are_left_to_the_resolver(name):
    assert address_in(name) is None


@given(st.text())
def test_any_host_is_an_address_or_none(host):
    address_in(host)


def test_an_exemption_is_for_one_address_and_port():
    guard = Guard.of(frozenset({"127.0.0.1:8080", "[::1]:6379"}))
    guard.check("127.0.0.1", 8080)
    guard.check("::1", 6379)
    for address, port in (("127.0.0.1", 8081), ("127.0.0.2", 8080), ("::ffff:127.0.0.1", 8080)):
        with pytest.raises(ForbiddenAddress):
            guard.check(address, port)


def test_a_refusal_says_how_to_allow_it():
    with pytest.raises(ForbiddenAddress, match=r'intranet is 10.0.0.5, port 80.*add "10.0.0.5:80" to fetch.allow_priv'):
        Guard().check("10.0.0.5", 80, "intranet")


@pytest.mark.parametrize("pair", ["localhost:8080", "127.0.0.1", "127.0.0.1:http", "10.0.0.0/8:80", ""])
def test_an_exemption_that_names_no_literal_address_is_refused(pair):
    with pytest.raises(ConfigError, match="no address with a port"):
        Guard.of(frozenset({pair}))
