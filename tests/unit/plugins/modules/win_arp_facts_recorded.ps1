# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Runs a module with the cmdlets of Windows replaced by recorded objects, and prints its result as JSON:
# pwsh -File win_arp_facts_recorded.ps1 <module> <options as JSON>

param ([string]$Path, [string]$Options)

# Stands for Ansible's own class: options with their defaults, and a result.
Add-Type -TypeDefinition @'
using System.Collections;
namespace Ansible.Basic {
    public class AnsibleModule {
        public Hashtable Params = new Hashtable();
        public Hashtable Result = new Hashtable();
        public static Hashtable Given = new Hashtable();
        public static Hashtable Last;
        public static AnsibleModule Create(object[] args, IDictionary spec) {
            AnsibleModule made = new AnsibleModule();
            foreach (DictionaryEntry option in (IDictionary)spec["options"]) {
                IDictionary about = (IDictionary)option.Value;
                made.Params[option.Key] = Given.ContainsKey(option.Key) ? Given[option.Key] : about["default"];
            }
            Last = made.Result;
            return made;
        }
        public void ExitJson() { }
        public void FailJson(string message) { throw new System.Exception(message); }
    }
}
'@
foreach ($option in ($Options | ConvertFrom-Json).PSObject.Properties) {
    [Ansible.Basic.AnsibleModule]::Given[$option.Name] = $option.Value
}

Function New-Entry {
    param ($Ip, $Mac, $State)

    [PSCustomObject]@{ IPAddress = $Ip; LinkLayerAddress = $Mac; State = $State; InterfaceAlias = 'Ethernet' }
}

Function Get-NetNeighbor {
    [CmdletBinding()] param ()

    New-Entry '192.0.2.1' '00-00-5E-00-53-01' 'Reachable'
    New-Entry '192.0.2.7' '00-00-00-00-00-00' 'Unreachable'
    New-Entry '192.0.2.9' '00-00-5E-00-53-09' 'Permanent'
    New-Entry '224.0.0.22' '01-00-5E-00-00-16' 'Permanent'
    New-Entry '192.0.2.255' 'FF-FF-FF-FF-FF-FF' 'Permanent'
    New-Entry 'fe80::1%12' '00-00-5E-00-53-01' '4'
}

Function Get-NetIPAddress {
    [CmdletBinding()] param ()

    [PSCustomObject]@{ IPAddress = '192.0.2.10'; PrefixLength = 24; InterfaceAlias = 'Ethernet' }
    [PSCustomObject]@{ IPAddress = 'fe80::10%12'; PrefixLength = 64; InterfaceAlias = 'Ethernet' }
    [PSCustomObject]@{ IPAddress = '127.0.0.1'; PrefixLength = 8; InterfaceAlias = 'Loopback Pseudo-Interface 1' }
}

Function Get-NetAdapter {
    [CmdletBinding()] param ()

    [PSCustomObject]@{ Name = 'Ethernet'; MacAddress = '00-00-5E-00-53-0A'; Status = 'Up'; VlanID = $null }
}

Function Get-NetRoute {
    [CmdletBinding()] param ([string]$DestinationPrefix)

    if ($DestinationPrefix -eq '::/0') {
        Write-Error -Message 'No matching objects found' -Category ObjectNotFound
        return
    }
    [PSCustomObject]@{ NextHop = '192.0.2.1'; InterfaceAlias = 'Ethernet' }
    [PSCustomObject]@{ NextHop = '0.0.0.0'; InterfaceAlias = 'Tunnel' }
}

Function Get-NetIPv4Protocol {
    [CmdletBinding()] param ()

    [PSCustomObject]@{ NeighborCacheLimitEntries = 256 }
}

Function Get-NetIPv6Protocol {
    [CmdletBinding()] param ()

    [PSCustomObject]@{ NeighborCacheLimitEntries = 256 }
}

. $Path
[Ansible.Basic.AnsibleModule]::Last | ConvertTo-Json -Depth 8 -Compress
