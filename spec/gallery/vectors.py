#!/usr/bin/env python3
"""Writes vectors.tsv: packets of other people's software, for the gallery's test.

Needs scapy and PySocks (`pip install scapy==2.8.0 PySocks==1.7.1`) and Python's
own ssl module. The ClientHello is OpenSSL's and differs from run to run; the
others do not.
"""
import socket
import ssl
import sys
import threading
import warnings

warnings.filterwarnings("ignore")
import scapy  # noqa: E402
import socks  # noqa: E402
from scapy.all import BOOTP, DHCP, DNS, DNSQR, DNSRR, Raw  # noqa: E402
from scapy.contrib import modbus, wireguard  # noqa: E402
from scapy.layers.ntp import NTPHeader  # noqa: E402
from scapy.layers.rtp import RTP, RTPExtension  # noqa: E402
from scapy.layers.tftp import (  # noqa: E402
    TFTP, TFTP_ACK, TFTP_DATA, TFTP_ERROR, TFTP_OACK, TFTP_RRQ, TFTP_Option, TFTP_Options,
)

SCAPY = f"scapy {scapy.VERSION}"


def client_hello():
    context = ssl.create_default_context()
    context.set_alpn_protocols(["h2", "http/1.1"])
    incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
    session = context.wrap_bio(incoming, outgoing, server_hostname="example.com")
    try:
        session.do_handshake()
    except ssl.SSLWantReadError:
        pass
    return outgoing.read()


def socks_conversation():
    """What a client with a password says, and what made it go on."""
    answers = [bytes([5, 2]), bytes([1, 0]), bytes([5, 0, 0, 1, 192, 0, 2, 7, 1, 187])]
    heard = []
    listener = socket.create_server(("127.0.0.1", 0))

    def serve():
        connection, _ = listener.accept()
        with connection:
            for answer in answers:
                heard.append(connection.recv(4096))
                connection.sendall(answer)

    server = threading.Thread(target=serve)
    server.start()
    client = socks.socksocket()
    client.set_proxy(socks.SOCKS5, "127.0.0.1", listener.getsockname()[1], username="lamp", password="oil")
    client.connect(("example.com", 443))
    client.close()
    server.join()
    said = zip(["Greeting", "Login", "Request"], heard)
    understood = zip(["Selection", "LoginOutcome", "Reply"], answers)
    return [*said, *understood]


def vectors():
    block_size = TFTP_Options(options=[TFTP_Option(oname=b"blksize", value=b"1428")])
    yield "tftp", "Datagram", SCAPY, TFTP() / TFTP_RRQ(filename=b"boot.img", mode=b"octet") / block_size
    yield "tftp", "Datagram", SCAPY, TFTP() / TFTP_DATA(block=1) / Raw(b"hello")
    yield "tftp", "Datagram", SCAPY, TFTP() / TFTP_ACK(block=1)
    yield "tftp", "Datagram", SCAPY, TFTP() / TFTP_ERROR(errorcode=1, errormsg=b"File not found")
    yield "tftp", "Datagram", SCAPY, TFTP() / TFTP_OACK() / block_size
    yield "ntp", "Header", SCAPY, NTPHeader(
        leap=0, version=4, mode=3, stratum=2, poll=6, precision=-20, delay=0.5, dispersion=1.25,
        id="127.0.0.1", ref=3900000000.5, orig=0, recv=0, sent=3900000001.25)
    yield "rtp", "Data", SCAPY, RTP(
        marker=1, payload_type=0, sequence=1000, timestamp=160, sourcesync=0xDEADBEEF,
        numsync=2, sync=[1, 2]) / Raw(b"\x7f\x80")
    yield "rtp", "Data", SCAPY, RTP(extension=1, payload_type=96, sequence=1, timestamp=2, sourcesync=3) / RTPExtension(
        header_id=0xBEDE, header=[0x10203040]) / Raw(b"\x01")
    read = modbus.ModbusPDU03ReadHoldingRegistersRequest(startAddr=107, quantity=3)
    write = modbus.ModbusPDU10WriteMultipleRegistersRequest(
        startAddr=1, quantityRegisters=2, byteCount=4, outputsValue=[10, 258])
    yield "modbus", "RequestFrame", SCAPY, modbus.ModbusADURequest(transId=7, unitId=17) / read
    yield "modbus", "RequestFrame", SCAPY, modbus.ModbusADURequest(transId=8, unitId=17) / write
    answer = modbus.ModbusPDU03ReadHoldingRegistersResponse(registerVal=[0x22B, 0, 0x64])
    failed = modbus.ModbusPDU03ReadHoldingRegistersError(exceptCode=2)
    yield "modbus", "ResponseFrame", SCAPY, modbus.ModbusADUResponse(transId=7, unitId=17) / answer
    yield "modbus", "ResponseFrame", SCAPY, modbus.ModbusADUResponse(transId=7, unitId=17) / failed
    for kind, packet in socks_conversation():
        yield "socks5", kind, f"PySocks {socks.__version__}", packet
    yield "tls", "HandshakeRecord", ssl.OPENSSL_VERSION, client_hello()
    yield "wireguard", "Datagram", SCAPY, wireguard.Wireguard() / wireguard.WireguardInitiation(
        sender_index=0x01020304, unencrypted_ephemeral=0x1122, encrypted_static=0x33, encrypted_timestamp=0x44,
        mac1=0x55, mac2=0)
    yield "wireguard", "Datagram", SCAPY, wireguard.Wireguard() / wireguard.WireguardTransport(
        receiver_index=5, counter=6, encrypted_encapsulated_packet=bytes(range(16)))
    yield "dns", "Message", SCAPY, DNS(id=0x1234, rd=1, qd=[DNSQR(qname="www.example.com", qtype="AAAA")])
    yield "dns", "Message", SCAPY, DNS(
        id=0xBEEF, qr=1, aa=1, ra=1, qd=[DNSQR(qname="example.com")],
        an=[DNSRR(rrname="example.com", type="A", rdata="192.0.2.7", ttl=300)])
    yield "dhcp", "Datagram", SCAPY, BOOTP(
        op=1, chaddr=b"\x02\x00\x00\x00\x00\x01", xid=0x3903F326, flags=0x8000, secs=3) / DHCP(
        options=[("message-type", "discover"), ("requested_addr", "192.0.2.9"), ("hostname", "lamp"),
                 ("param_req_list", [1, 3, 51]), ("vendor_class_id", "udhcp"), "end"])
    yield "dhcp", "Datagram", SCAPY, BOOTP(op=2, xid=0x3903F326, yiaddr="192.0.2.9", siaddr="192.0.2.1") / DHCP(
        options=[("message-type", "ack"), ("server_id", "192.0.2.1"), ("lease_time", 3600),
                 ("subnet_mask", "255.255.255.0"), ("router", "192.0.2.1", "192.0.2.2"), "end", "pad"])


def main():
    lines = ["# Written by spec/gallery/vectors.py: spec, type, software, bytes."]
    lines += ["\t".join([spec, kind, software, bytes(packet).hex()])
              for spec, kind, software, packet in vectors()]
    sys.stdout.write("\n".join(lines) + "\n")


main()
